import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { AppError } from '../errors.ts';
import { maskText } from '../mask-secrets.ts';
import type { JobState, JobStore, StoredJob } from '../storage/job-store.ts';

export interface JobContext {
  /** aborts when the job is cancelled or the server ends */
  readonly signal: AbortSignal;
  /** one line of progress, shown by job_get while the job runs */
  readonly progress: (line: string) => void;
}

export interface JobRequest {
  readonly tool: string;
  readonly owner: string;
  run(context: JobContext): Promise<unknown>;
}

export interface Job extends StoredJob {
  /** the last lines of progress; only while it runs */
  readonly progress?: readonly string[];
}

export interface StartedJob {
  readonly id: string;
  /** settles as the work does */
  readonly result: Promise<unknown>;
}

interface RunningJob {
  readonly stop: AbortController;
  readonly progress: string[];
  readonly settled: Promise<unknown>;
}

const keptProgressLines = 20;
const maxRunning = 16;

/** Work that may take longer than a caller should be kept waiting: it goes on after its call was answered. */
export class JobRunner {
  readonly #store: JobStore;
  readonly #running = new Map<string, RunningJob>();
  #closed = false;

  constructor(store: JobStore) {
    this.#store = store;
  }

  /** @throws AppError `busy` when too many jobs run or the server is ending */
  start(request: JobRequest, onProgress?: (line: string) => void): StartedJob {
    if (this.#closed) throw new AppError('busy', 'the server is shutting down', { hint: 'Try again in a minute.' });
    if (this.#running.size >= maxRunning) {
      throw new AppError('busy', `${maxRunning} jobs are already running`, { hint: 'job_list shows them.' });
    }
    const id = randomBytes(9).toString('base64url');
    this.#store.start({ id, tool: request.tool, owner: request.owner, started: now() });
    const stop = new AbortController();
    const progress: string[] = [];
    const note = (output: string): void => {
      const line = maskText(output);
      progress.push(line);
      if (progress.length > keptProgressLines) progress.shift();
      onProgress?.(line);
    };
    // Later, so that work which ends at once is already known as running.
    const result = Promise.resolve().then(() => this.#run(id, request, { signal: stop.signal, progress: note }));
    // A caller that has gone away leaves nobody to take the rejection; the store has it.
    const settled = result.catch(() => undefined);
    this.#running.set(id, { stop, progress, settled });
    return { id, result };
  }

  /** @throws AppError `not_found`, also for somebody else's job */
  get(id: string, owner: string): Job {
    const job = this.#store.find(id, owner);
    if (job === undefined) {
      throw new AppError('not_found', 'no job of yours has this id', { hint: 'job_list shows your jobs.' });
    }
    const running = this.#running.get(id);
    return running === undefined ? job : { ...job, progress: [...running.progress] };
  }

  list(owner: string, limit: number): Job[] {
    return this.#store.list(owner, limit);
  }

  /** Asks a running job to stop and waits until it has. @throws AppError `not_found`, `conflict` when it has ended */
  async cancel(id: string, owner: string): Promise<Job> {
    const job = this.get(id, owner);
    const running = this.#running.get(id);
    if (running === undefined) throw new AppError('conflict', `the job is already ${job.state}`);
    running.stop.abort(new AppError('cancelled', 'the job was cancelled'));
    await running.settled;
    return this.get(id, owner);
  }

  get runningCount(): number {
    return this.#running.size;
  }

  /** Takes no more jobs, stops those that run, and waits for them as long as `timeMs`. */
  async close(timeMs: number): Promise<void> {
    this.#closed = true;
    const ends = new AppError('unavailable', 'the server ended', { hint: 'Look at the state, then start it again.' });
    for (const { stop } of this.#running.values()) stop.abort(ends);
    const settled = Promise.all([...this.#running.values()].map((job) => job.settled));
    await Promise.race([settled, sleep(timeMs, undefined, { ref: false })]);
  }

  async #run(id: string, request: JobRequest, context: JobContext): Promise<unknown> {
    try {
      const result = await request.run(context);
      this.#finish(id, { state: 'done', result });
      return result;
    } catch (error) {
      // Work that was stopped fails in its own words; why it was stopped says more.
      const told: unknown = context.signal.aborted ? context.signal.reason : error;
      const stopped = this.#closed ? 'interrupted' : 'cancelled';
      this.#finish(id, { state: context.signal.aborted ? stopped : 'failed', error: describe(told) });
      throw told;
    }
  }

  #finish(id: string, outcome: { state: JobState; result?: unknown; error?: unknown }): void {
    this.#running.delete(id);
    this.#store.finish({ id, ended: now(), ...outcome });
  }
}

function now(): string {
  return new Date().toISOString();
}

function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof AppError)) return { code: 'internal', message: 'internal error' };
  return { code: error.code, message: error.message, hint: error.hint, ...error.details };
}
