import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** `interrupted`: the server ended while the job ran; what the job had started may have gone on without it. */
export type JobState = 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';

export interface StoredJob {
  readonly id: string;
  readonly tool: string;
  /** id of the caller who started it */
  readonly owner: string;
  readonly state: JobState;
  readonly started: string;
  readonly ended?: string;
  readonly result?: unknown;
  readonly error?: unknown;
}

const keptJobs = 200;

/** Jobs that ran, so that their outcome can still be asked for after a restart. */
export class JobStore {
  readonly #insert: StatementSync;
  readonly #finish: StatementSync;
  readonly #find: StatementSync;
  readonly #newest: StatementSync;
  readonly #trim: StatementSync;
  readonly #interrupt: StatementSync;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare("INSERT INTO job (id, tool, owner, state, started) VALUES (?, ?, ?, 'running', ?)");
    this.#finish = database.prepare('UPDATE job SET state = ?, ended = ?, result = ?, error = ? WHERE id = ?');
    this.#find = database.prepare('SELECT * FROM job WHERE id = ? AND owner = ?');
    this.#newest = database.prepare('SELECT * FROM job WHERE owner = ? ORDER BY rowid DESC LIMIT ?');
    this.#trim = database.prepare(
      `DELETE FROM job WHERE rowid <= (SELECT max(rowid) FROM job) - ${keptJobs} AND state <> 'running'`,
    );
    this.#interrupt = database.prepare("UPDATE job SET state = 'interrupted' WHERE state = 'running'");
  }

  /** Tells of the jobs of a process that is gone. Only for a process that knows that it is the only one. */
  interruptRunning(): void {
    this.#interrupt.run();
  }

  start({ id, tool, owner, started }: Pick<StoredJob, 'id' | 'tool' | 'owner' | 'started'>): void {
    this.#insert.run(id, tool, owner, started);
    this.#trim.run();
  }

  finish({ id, state, ended, result, error }: Omit<StoredJob, 'tool' | 'owner' | 'started'>): void {
    this.#finish.run(state, ended ?? null, toText(result), toText(error), id);
  }

  find(id: string, owner: string): StoredJob | undefined {
    const row = this.#find.get(id, owner);
    return row === undefined ? undefined : toJob(row);
  }

  list(owner: string, limit: number): StoredJob[] {
    return this.#newest.all(owner, limit).map(toJob);
  }
}

function toText(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function toJob(row: Record<string, unknown>): StoredJob {
  const parsed = (name: string): unknown => (typeof row[name] === 'string' ? JSON.parse(row[name]) : undefined);
  return {
    id: String(row['id']),
    tool: String(row['tool']),
    owner: String(row['owner']),
    state: row['state'] as JobState, // written by this store only
    started: String(row['started']),
    ...(typeof row['ended'] === 'string' ? { ended: row['ended'] } : {}),
    ...(row['result'] === null ? {} : { result: parsed('result') }),
    ...(row['error'] === null ? {} : { error: parsed('error') }),
  };
}
