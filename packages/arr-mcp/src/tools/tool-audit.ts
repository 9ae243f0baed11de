import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { AuditOutcome, AuditStore } from '../storage/audit-store.ts';
import { maskArguments } from './mask-arguments.ts';
import type { ToolCall } from './tool-caller.ts';

export type AuditedCall = Pick<ToolCall, 'tool' | 'caller'> & { readonly args: Record<string, unknown> };

/** Records what writing calls do. It stands around the work itself, so that a job is told by how it ended. */
export class ToolAudit {
  readonly #store: Pick<AuditStore, 'record'>;
  readonly #log: Logger;

  constructor(store: Pick<AuditStore, 'record'>, log: Logger) {
    this.#store = store;
    this.#log = log;
  }

  async around(call: AuditedCall, work: () => Promise<object>): Promise<object> {
    if (!isAudited(call)) return work();
    try {
      const answer = await work();
      const isPreview = 'status' in answer && answer.status === 'confirmation_required';
      this.#record(call, isPreview ? 'asked' : 'done');
      return answer;
    } catch (error) {
      this.#record(call, ...describe(error));
      throw error;
    }
  }

  /** The call was answered and its work goes on; how it ends is recorded then. */
  goesOn(call: AuditedCall, jobId: string): void {
    if (isAudited(call)) this.#record(call, 'started', `job ${jobId}`);
  }

  #record({ tool, caller, args }: AuditedCall, outcome: AuditOutcome, detail?: string): void {
    const entry = { at: new Date().toISOString(), caller: caller.name, tool: tool.name, outcome };
    try {
      const told = detail === undefined ? {} : { detail };
      this.#store.record({ ...entry, arguments: maskArguments(args), ...told });
    } catch (error) {
      // What was done stays done, and its answer must not say otherwise.
      this.#log.error({ err: error, ...entry }, 'a writing call could not be recorded');
    }
  }
}

// The finder only passes calls on; the call it makes is recorded itself.
function isAudited({ tool }: AuditedCall): boolean {
  return !tool.annotations.readOnlyHint && tool.toolset !== 'finder';
}

function describe(error: unknown): [AuditOutcome, string] {
  if (!(error instanceof AppError)) return ['failed', 'internal error'];
  return [error.code === 'cancelled' ? 'cancelled' : 'failed', `${error.code}: ${error.message}`];
}
