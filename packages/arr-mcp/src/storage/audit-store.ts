import type { DatabaseSync, StatementSync } from 'node:sqlite';

/**
 * What became of a writing call. `asked`: a preview was given and nothing was done. `started`: it goes on as a job,
 * and another entry tells how that ended.
 */
export type AuditOutcome = 'asked' | 'started' | 'done' | 'failed' | 'cancelled';

export interface AuditEntry {
  /** ISO 8601 UTC */
  readonly at: string;
  readonly caller: string;
  readonly tool: string;
  /** with secrets masked */
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly outcome: AuditOutcome;
  /** why it failed, or how to undo it */
  readonly detail?: string;
}

/** Which entries are asked for; without a field, all. */
export interface AuditFilter {
  readonly tool?: string | undefined;
  readonly caller?: string | undefined;
  readonly outcome?: AuditOutcome | undefined;
}

/** So many entries are there at most. */
export const keptEntries = 10_000;

/** The record of every writing call; the oldest entries make room for new ones. */
export class AuditStore {
  readonly #insert: StatementSync;
  readonly #trim: StatementSync;
  readonly #newest: StatementSync;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare(
      'INSERT INTO audit (at, caller, tool, arguments, outcome, detail) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#trim = database.prepare('DELETE FROM audit WHERE id <= ?');
    this.#newest = database.prepare(
      `SELECT * FROM audit
       WHERE tool = coalesce(?, tool) AND caller = coalesce(?, caller) AND outcome = coalesce(?, outcome)
       ORDER BY id DESC LIMIT ?`,
    );
  }

  record(entry: AuditEntry): void {
    const { lastInsertRowid } = this.#insert.run(
      entry.at,
      entry.caller,
      entry.tool,
      JSON.stringify(entry.arguments),
      entry.outcome,
      entry.detail ?? null,
    );
    this.#trim.run(Number(lastInsertRowid) - keptEntries);
  }

  /** The newest entries first. */
  list(limit: number, { tool, caller, outcome }: AuditFilter = {}): AuditEntry[] {
    return this.#newest.all(tool ?? null, caller ?? null, outcome ?? null, limit).map((row) => ({
      at: String(row['at']),
      caller: String(row['caller']),
      tool: String(row['tool']),
      arguments: JSON.parse(String(row['arguments'])) as AuditEntry['arguments'], // written by record() above
      outcome: row['outcome'] as AuditOutcome, // the same
      ...(row['detail'] === null ? {} : { detail: String(row['detail']) }),
    }));
  }
}
