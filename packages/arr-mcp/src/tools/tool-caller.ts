import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { AuditStore } from '../storage/audit-store.ts';
import type { Tool } from './define-tool.ts';
import { errorWithoutSecrets, knownSecrets, withoutSecrets } from './known-secrets.ts';
import { parseArguments } from './parse-arguments.ts';
import { untilAborted, withinTime } from './time-limits.ts';
import { ToolAudit } from './tool-audit.ts';
import type { ToolCatalog } from './tool-catalog.ts';
import type { Caller, ToolContext, ToolServices } from './tool-context.ts';

export interface ToolCall {
  readonly tool: Tool;
  readonly args: unknown;
  readonly caller: Caller;
  readonly catalog: ToolCatalog;
  /** aborts when the caller leaves */
  readonly signal: AbortSignal;
  /** present when the caller asked for progress */
  readonly onProgress?: (line: string) => void;
}

export interface ToolCallRecord {
  readonly tool: string;
  readonly outcome: 'ok' | 'error';
  readonly durationMs: number;
}

export interface ToolCallerOptions {
  readonly services: ToolServices;
  readonly audit: Pick<AuditStore, 'record'>;
  readonly log: Logger;
  readonly observe?: (record: ToolCallRecord) => void;
  readonly limits?: Partial<ToolLimits>;
}

export interface ToolLimits {
  /** the longest that any caller waits */
  readonly callMs: number;
  /** when long work becomes a job for a caller who sees no progress, and for one who does */
  readonly jobAfterMs: number;
  readonly jobAfterWithProgressMs: number;
  readonly maxAnswerBytes: number;
}

const defaultLimits: ToolLimits = {
  callMs: 45_000,
  jobAfterMs: 18_000,
  jobAfterWithProgressMs: 40_000,
  maxAnswerBytes: 25_000,
};

/** Runs tools the same way for every caller: arguments, time, consent record, answer. Knows no protocol. */
export class ToolCaller {
  readonly #options: ToolCallerOptions;
  readonly #limits: ToolLimits;
  readonly #audit: ToolAudit;

  constructor(options: ToolCallerOptions) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#audit = new ToolAudit(options.audit, options.log);
  }

  /** @throws AppError; anything else is a bug and reaches the caller as `internal` */
  async call(call: ToolCall): Promise<object> {
    const started = performance.now();
    try {
      const args = parseArguments(call.tool, call.args);
      const answer = await this.#timed(call, args);
      this.#finish(call, 'ok', started);
      return answer;
    } catch (error) {
      this.#finish(call, error instanceof AppError ? error.code : 'internal', started);
      throw this.#told(call, error);
    }
  }

  /** The person who was asked did not agree: the token of that preview lets nothing go on any more. */
  withdrawConfirmation(token: string): void {
    this.#options.services.confirmations.withdraw(token);
  }

  async #timed(call: ToolCall, args: Record<string, unknown>): Promise<object> {
    const answer = call.tool.longRunning ? await this.#runAsJob(call, args) : await this.#runDirectly(call, args);
    // What a write did stays done, however long the answer that tells it.
    if (call.tool.annotations.readOnlyHint) refuseLarge(answer, this.#limits.maxAnswerBytes);
    return answer;
  }

  async #runDirectly(call: ToolCall, args: Record<string, unknown>): Promise<object> {
    const stop = new AbortController();
    const leave = (): void => stop.abort(new AppError('cancelled', 'the caller left'));
    const timer = setTimeout(() => stop.abort(timeUp(call.tool)), this.#limits.callMs);
    call.signal.addEventListener('abort', leave, { once: true });
    try {
      const work = this.#run(call, args, { signal: stop.signal, progress: call.onProgress ?? ignore });
      return await untilAborted(work, stop.signal);
    } finally {
      clearTimeout(timer);
      call.signal.removeEventListener('abort', leave);
    }
  }

  // A job goes on when its caller leaves: compose killed half-way is worse than compose unwatched.
  async #runAsJob(call: ToolCall, args: Record<string, unknown>): Promise<object> {
    const { jobs } = this.#options.services;
    const job = jobs.start(
      { tool: call.tool.name, owner: call.caller.id, run: (context) => this.#run(call, args, context) },
      call.onProgress,
    );
    const { jobAfterMs, jobAfterWithProgressMs } = this.#limits;
    const patienceMs = call.onProgress === undefined ? jobAfterMs : jobAfterWithProgressMs;
    const finished = await withinTime(job.result, patienceMs);
    // A job's result is what #run returned, so an object.
    if (finished !== undefined) return finished.value as object;
    this.#audit.goesOn({ ...call, args }, job.id);
    const { progress } = jobs.get(job.id, call.caller.id);
    return {
      job_id: job.id,
      state: 'running',
      progress,
      next: 'It goes on. job_get tells how far it is, job_cancel stops it.',
    };
  }

  async #run(
    call: ToolCall,
    args: Record<string, unknown>,
    own: Pick<ToolContext, 'signal' | 'progress'>,
  ): Promise<object> {
    const { caller, catalog, tool } = call;
    const callTool: ToolContext['callTool'] = (other, otherArgs) =>
      this.call({ ...call, tool: other, args: otherArgs });
    return this.#audit.around({ tool, caller, args }, async () => {
      try {
        const answer = await tool.run(args, { ...this.#options.services, ...own, caller, catalog, callTool });
        return withoutSecrets(tool.output.parse(answer), this.#secrets());
      } catch (error) {
        throw errorWithoutSecrets(error, this.#secrets());
      }
    });
  }

  #secrets(): string[] {
    const { services } = this.#options.services;
    return knownSecrets(services.list(), services.givenTokens());
  }

  #finish({ tool, caller }: ToolCall, outcome: string, started: number): void {
    const durationMs = Math.round(performance.now() - started);
    this.#options.log.info({ tool: tool.name, caller: caller.name, outcome, durationMs }, 'tool called');
    this.#options.observe?.({ tool: tool.name, outcome: outcome === 'ok' ? 'ok' : 'error', durationMs });
  }

  #told({ tool }: ToolCall, error: unknown): AppError {
    if (error instanceof AppError) return error;
    this.#options.log.error({ tool: tool.name, err: error }, 'tool failed unexpectedly');
    return new AppError('internal', 'internal error', { cause: error, hint: "The server's log has the details." });
  }
}

function ignore(): void {
  // Nobody asked for progress.
}

function timeUp(tool: Tool): AppError {
  return new AppError('timeout', `${tool.name} took too long`, { hint: 'Try again, or ask for less.' });
}

function refuseLarge(answer: object, maxBytes: number): void {
  const size = Buffer.byteLength(JSON.stringify(answer));
  if (size <= maxBytes) return;
  throw new AppError('bad_response', `the answer has ${size} bytes, more than a model should be given`, {
    hint: 'Ask for less: a smaller limit, fewer lines or a filter.',
  });
}
