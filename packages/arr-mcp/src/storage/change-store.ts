import { createHash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** What stood there before, with what has to be put back with it. */
export interface KeptContent {
  readonly content: Uint8Array;
  /** hex */
  readonly sha256: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

export interface NewChange {
  readonly target: 'file' | 'quadlet';
  readonly path: string;
  readonly action: 'created' | 'replaced' | 'deleted';
  /** ISO 8601 UTC */
  readonly at: string;
  readonly caller: string;
  readonly tool: string;
  readonly reason?: string | undefined;
  /** absent when nothing stood there, or it was too large */
  readonly kept?: KeptContent | undefined;
  /** what is to stand there; absent for a deletion, and where somebody else writes it */
  readonly written?: Uint8Array | undefined;
  /** the change that this one puts back */
  readonly reverts?: string | undefined;
}

export interface StoredChange extends Omit<NewChange, 'kept' | 'written'> {
  readonly id: string;
  readonly state: 'pending' | 'done';
  readonly keptBytes?: number;
  readonly keptSha256?: string;
  readonly writtenSha256?: string;
  /** permission bits of what is kept */
  readonly mode?: number;
  readonly gid?: number;
  /** the helper's id of its own copy */
  readonly backup?: string;
}

export interface ChangeBounds {
  readonly count: number;
  /** of all that is kept */
  readonly bytes: number;
}

const defaultBounds: ChangeBounds = { count: 500, bytes: 256 * 1024 * 1024 };

/**
 * What was changed and what stood there before. A change is `pending` until it is known to have happened. The oldest
 * make room for new ones, but never a pending one. What is kept may hold secrets.
 */
export class ChangeStore {
  readonly #bounds: ChangeBounds;
  readonly #insert: StatementSync;
  readonly #finish: StatementSync;
  readonly #setAside: StatementSync;
  readonly #drop: StatementSync;
  readonly #newest: StatementSync;
  readonly #find: StatementSync;
  readonly #kept: StatementSync;
  readonly #trim: StatementSync;

  constructor(database: DatabaseSync, bounds: ChangeBounds = defaultBounds) {
    this.#bounds = bounds;
    this.#insert = database.prepare(
      `INSERT INTO change (target, path, action, at, caller, tool, reason, kept, kept_sha256, mode, uid, gid,
         written_sha256, reverts, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending')`,
    );
    this.#finish = database.prepare("UPDATE change SET state = 'done', backup = ? WHERE id = ?");
    this.#setAside = database.prepare("UPDATE change SET state = 'void' WHERE id = ? AND state = 'pending'");
    this.#drop = database.prepare('DELETE FROM change WHERE id = ?');
    const columns = `id, target, path, action, at, caller, tool, reason, length(kept) AS kept_bytes, kept_sha256, mode, gid,
      written_sha256, backup, state, reverts`;
    this.#newest = database.prepare(`SELECT ${columns} FROM change WHERE state <> 'void' ORDER BY id DESC`);
    this.#find = database.prepare(`SELECT ${columns} FROM change WHERE id = ? AND state <> 'void'`);
    this.#kept = database.prepare('SELECT kept FROM change WHERE id = ?');
    this.#trim = database.prepare(
      `DELETE FROM change WHERE state <> 'pending' AND id IN (
         SELECT id FROM (
           SELECT id, row_number() OVER newest AS place, sum(coalesce(length(kept), 0)) OVER newest AS bytes
           FROM change WINDOW newest AS (ORDER BY id DESC)
         ) WHERE place > ? OR bytes > ?)`,
    );
  }

  /** Records what is about to be changed; on disk when this returns. Returns its id. */
  begin(change: NewChange): string {
    const { kept, written } = change;
    const { lastInsertRowid } = this.#insert.run(
      change.target,
      change.path,
      change.action,
      change.at,
      change.caller,
      change.tool,
      change.reason ?? null,
      kept?.content ?? null,
      kept?.sha256 ?? null,
      kept?.mode ?? null,
      kept?.uid ?? null,
      kept?.gid ?? null,
      written === undefined ? null : createHash('sha256').update(written).digest('hex'),
      change.reverts ?? null,
    );
    return toId(lastInsertRowid);
  }

  /** It happened. A change that was set aside meanwhile counts again. */
  finish(id: string, backup?: string): void {
    this.#finish.run(backup ?? null, toRow(id));
    this.#trim.run(this.#bounds.count, this.#bounds.bytes);
  }

  /** It did not happen. */
  drop(id: string): void {
    this.#drop.run(toRow(id));
  }

  /** It has not happened, as far as can be seen from outside: another process that began it may still finish it. */
  setAside(id: string): void {
    this.#setAside.run(toRow(id));
  }

  /** The newest first. */
  list(): StoredChange[] {
    return this.#newest.all().map(toChange);
  }

  find(id: string): StoredChange | undefined {
    const row = this.#find.get(toRow(id));
    return row === undefined ? undefined : toChange(row);
  }

  /** What stood there before a change; undefined when nothing is kept. */
  readKept(id: string): Uint8Array | undefined {
    const kept = this.#kept.get(toRow(id))?.['kept'];
    return kept instanceof Uint8Array ? kept : undefined;
  }
}

// A letter before the number keeps it from being taken for a count.
function toId(row: number | bigint): string {
  return `c${row}`;
}

function toRow(id: string): number {
  const [, row] = /^c([1-9]\d{0,14})$/.exec(id) ?? [];
  return Number(row ?? 0);
}

function toChange(row: Record<string, unknown>): StoredChange {
  // Written by begin() above, which takes nothing else.
  const { target, action, state } = row as Pick<StoredChange, 'target' | 'action' | 'state'>;
  return {
    id: toId(Number(row['id'])),
    target,
    path: String(row['path']),
    action,
    at: String(row['at']),
    caller: String(row['caller']),
    tool: String(row['tool']),
    state,
    ...optional('reason', row['reason'], String),
    ...optional('keptBytes', row['kept_bytes'], Number),
    ...optional('keptSha256', row['kept_sha256'], String),
    ...optional('writtenSha256', row['written_sha256'], String),
    ...optional('mode', row['mode'], Number),
    ...optional('gid', row['gid'], Number),
    ...optional('backup', row['backup'], String),
    ...optional('reverts', row['reverts'], String),
  };
}

function optional<Name extends string, Value>(
  name: Name,
  value: unknown,
  read: (value: unknown) => Value,
): { [Key in Name]?: Value } {
  // The only key of the object is the name that was given.
  return (value === null ? {} : { [name]: read(value) }) as { [Key in Name]?: Value };
}
