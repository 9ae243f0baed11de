import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Something that the OAuth server remembers: a client, a code, a token, a session. */
export interface Artifact {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly grantId?: string | undefined;
  /** a second name, by which sessions are found */
  readonly uid?: string | undefined;
  /** in seconds since 1970; absent: it does not expire by itself */
  readonly expires?: number | undefined;
}

export interface StoredArtifact {
  readonly id: string;
  readonly payload: Record<string, unknown>;
  /** in seconds since 1970 */
  readonly consumed: number | undefined;
}

// An ended access token stays known for a day, so that who shows it is told so and not taken for a guesser.
const rememberedSeconds = 24 * 60 * 60;

/** What the OAuth server remembers. Every change is on the disk when its method returns. */
export class OAuthStore {
  readonly #put: StatementSync;
  readonly #find: StatementSync;
  readonly #findByUid: StatementSync;
  readonly #consume: StatementSync;
  readonly #remove: StatementSync;
  readonly #endByGrant: StatementSync;
  readonly #count: StatementSync;
  readonly #removeSpare: StatementSync;
  readonly #sweep: StatementSync;

  constructor(database: DatabaseSync) {
    this.#put = database.prepare(
      `INSERT INTO oauth_artifact (kind, id, grant_id, uid, payload, expires) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (kind, id) DO UPDATE SET payload = excluded.payload, expires = excluded.expires, uid = excluded.uid`,
    );
    const live = '(expires IS NULL OR expires > ?)';
    this.#find = database.prepare(
      `SELECT id, payload, consumed FROM oauth_artifact WHERE kind = ? AND id = ? AND ${live}`,
    );
    this.#findByUid = database.prepare(
      `SELECT id, payload, consumed FROM oauth_artifact WHERE kind = ? AND uid = ? AND ${live}`,
    );
    this.#consume = database.prepare(
      `UPDATE oauth_artifact SET consumed = ?, expires = min(expires, ?)
       WHERE kind = ? AND id = ? AND consumed IS NULL`,
    );
    this.#remove = database.prepare('DELETE FROM oauth_artifact WHERE kind = ? AND id = ?');
    this.#endByGrant = database.prepare(
      'UPDATE oauth_artifact SET expires = min(expires, ?) WHERE kind = ? AND grant_id = ?',
    );
    this.#count = database.prepare('SELECT count(*) AS count FROM oauth_artifact WHERE kind = ?');
    // Only what waits to be used has an end.
    this.#removeSpare = database.prepare(
      `DELETE FROM oauth_artifact WHERE kind = :kind AND id =
         (SELECT id FROM oauth_artifact WHERE kind = :kind AND expires IS NOT NULL ORDER BY expires LIMIT 1)`,
    );
    this.#sweep = database.prepare(
      "DELETE FROM oauth_artifact WHERE expires <= iif(kind = 'AccessToken', :remembered, :now)",
    );
  }

  put(kind: string, id: string, { payload, grantId, uid, expires }: Artifact): void {
    this.#put.run(kind, id, grantId ?? null, uid ?? null, JSON.stringify(payload), expires ?? null);
  }

  find(kind: string, id: string, now: number): StoredArtifact | undefined {
    return toStored(this.#find.get(kind, id, now));
  }

  findByUid(kind: string, uid: string, now: number): StoredArtifact | undefined {
    return toStored(this.#findByUid.get(kind, uid, now));
  }

  /** @returns false when it was consumed before, or is gone */
  consume(kind: string, id: string, { now, keepUntil }: { now: number; keepUntil: number }): boolean {
    return this.#consume.run(now, keepUntil, kind, id).changes === 1;
  }

  remove(kind: string, id: string): void {
    this.#remove.run(kind, id);
  }

  /** What was issued under a grant is found no more. */
  endByGrant(kind: string, grantId: string, now: number): void {
    this.#endByGrant.run(now, kind, grantId);
  }

  count(kind: string): number {
    return Number(this.#count.get(kind)?.['count']);
  }

  /** Removes the one that expires first. @returns false when none of this kind expires */
  removeSpare(kind: string): boolean {
    return this.#removeSpare.run({ kind }).changes === 1;
  }

  removeExpired(now: number): void {
    this.#sweep.run({ now, remembered: now - rememberedSeconds });
  }
}

function toStored(row: Record<string, unknown> | undefined): StoredArtifact | undefined {
  if (row === undefined) return undefined;
  return {
    id: String(row['id']),
    payload: JSON.parse(String(row['payload'])) as StoredArtifact['payload'], // written by put() above
    consumed: row['consumed'] === null ? undefined : Number(row['consumed']),
  };
}
