import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';

import { AppError } from '../errors.ts';
import { type Scope, scopes } from '../scopes.ts';

/** A key as it is kept: what tells it apart and what it may, never the key itself. Times are ISO 8601 UTC. */
export interface StoredKey {
  readonly id: string;
  readonly name: string;
  /** as they were given; what they include comes with expandScopes */
  readonly scopes: readonly Scope[];
  /** absent: all */
  readonly toolsets?: readonly string[];
  readonly created: string;
  /** absent: never */
  readonly expires?: string;
  readonly lastUsed?: string;
  readonly revoked?: string;
}

export type NewKey = Omit<StoredKey, 'lastUsed' | 'revoked'> & { readonly hash: Buffer };

// So long a revoked key is told from a wrong one.
const keptAfterRevocation = '-90 days';

/** The named keys of the state database. Nothing is held in memory: another process may revoke one. */
export class KeyStore {
  readonly #statements: Readonly<Record<'insert' | 'trim' | 'find' | 'list' | 'revoke' | 'used', StatementSync>>;

  constructor(database: DatabaseSync) {
    this.#statements = {
      insert: database.prepare(
        `INSERT INTO named_key (id, name, hash, scopes, toolsets, created, expires) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (name) WHERE revoked IS NULL DO NOTHING`,
      ),
      trim: database.prepare(`DELETE FROM named_key WHERE datetime(revoked) < datetime(?, '${keptAfterRevocation}')`),
      find: database.prepare('SELECT * FROM named_key WHERE id = ?'),
      list: database.prepare('SELECT * FROM named_key WHERE revoked IS NULL ORDER BY name'),
      revoke: database.prepare('UPDATE named_key SET revoked = ? WHERE name = ? AND revoked IS NULL'),
      used: database.prepare('UPDATE named_key SET last_used = ? WHERE id = ?'),
    };
  }

  /** @throws AppError `conflict` when a key that is not revoked has this name */
  add({ id, name, hash, scopes: given, toolsets, created, expires }: NewKey): void {
    this.#statements.trim.run(created);
    const list = toolsets === undefined ? null : toolsets.join(',');
    const { changes } = this.#statements.insert.run(id, name, hash, given.join(','), list, created, expires ?? null);
    if (changes !== 0) return;
    throw new AppError('conflict', `a key named ${name} exists already`, {
      hint: `Choose another name, or revoke it first: arr-mcp key revoke ${name}`,
    });
  }

  /** Also a key that was revoked or has expired. */
  find(id: string): { readonly key: StoredKey; readonly hash: Uint8Array } | undefined {
    const row = this.#statements.find.get(id);
    if (row === undefined) return undefined;
    return { key: toKey(row), hash: row['hash'] as Uint8Array }; // a column of blobs
  }

  /** Those that are not revoked, by name. */
  list(): StoredKey[] {
    return this.#statements.list.all().map(toKey);
  }

  /** @returns whether there was such a key */
  revoke(name: string, at: string): boolean {
    return this.#statements.revoke.run(at, name).changes !== 0;
  }

  noteUse(id: string, at: string): void {
    this.#statements.used.run(at, id);
  }
}

function toKey(row: Record<string, SQLOutputValue>): StoredKey {
  const given = String(row['scopes']).split(',');
  return {
    id: String(row['id']),
    name: String(row['name']),
    scopes: scopes.filter((scope) => given.includes(scope)),
    ...(row['toolsets'] === null ? {} : { toolsets: String(row['toolsets']).split(',') }),
    created: String(row['created']),
    ...textOf(row, 'expires', 'expires'),
    ...textOf(row, 'lastUsed', 'last_used'),
    ...textOf(row, 'revoked', 'revoked'),
  };
}

function textOf<Name extends string>(
  row: Record<string, SQLOutputValue>,
  name: Name,
  column: string,
): { [Key in Name]?: string } {
  const value = row[column];
  // One name with one text: what the computed name's type no longer says.
  return typeof value === 'string' ? ({ [name]: value } as { [Key in Name]: string }) : {};
}
