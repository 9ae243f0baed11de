import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** What the owner allowed a client, until it is revoked or the client stays away. */
export interface Grant {
  readonly id: string;
  readonly clientId: string;
  readonly clientName: string;
  /** where the client had its answer sent: a host */
  readonly redirect: string;
  readonly scopes: readonly string[];
  /** ISO 8601 UTC */
  readonly created: string;
  readonly lastUsed?: string;
}

/** What an access token gives: nothing any more when it has `ended`. */
export interface TokenFacts {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly grantId: string;
  readonly clientName: string;
  readonly hasEnded: boolean;
}

// Between being allowed and the first token a grant has only its code, which soon expires.
const newSeconds = 60 * 60;

/** The grants of the OAuth server. A token is worth something only as long as its grant is here. */
export class GrantStore {
  readonly #database: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #list: StatementSync;
  readonly #token: StatementSync;
  readonly #touch: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#insert = database.prepare(
      'INSERT INTO oauth_grant (id, client_id, client_name, redirect, scopes, created) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#list = database.prepare('SELECT * FROM oauth_grant ORDER BY created, id');
    this.#token = database.prepare(
      `SELECT payload, grant_id, expires, client_name FROM oauth_artifact
       LEFT JOIN oauth_grant ON oauth_grant.id = grant_id WHERE kind = 'AccessToken' AND oauth_artifact.id = ?`,
    );
    this.#touch = database.prepare('UPDATE oauth_grant SET last_used = ? WHERE id = ?');
  }

  /** From now on the client stays registered. */
  add({ id, clientId, clientName, redirect, scopes, created }: Grant): void {
    this.#atOnce(() => {
      this.#insert.run(id, clientId, clientName, redirect, scopes.join(' '), created);
      this.#database.prepare("UPDATE oauth_artifact SET expires = NULL WHERE kind = 'Client' AND id = ?").run(clientId);
    });
  }

  list(): Grant[] {
    return this.#list.all().map((row) => ({
      id: String(row['id']),
      clientId: String(row['client_id']),
      clientName: String(row['client_name']),
      redirect: String(row['redirect']),
      scopes: String(row['scopes']).split(' '),
      created: String(row['created']),
      ...(row['last_used'] === null ? {} : { lastUsed: String(row['last_used']) }),
    }));
  }

  /** Ends a grant with everything that was issued under it. @returns false when there is none */
  revoke(id: string): boolean {
    return this.#atOnce(() => {
      // Access tokens stay known as ended ones for a while.
      this.#database
        .prepare(
          "UPDATE oauth_artifact SET expires = min(expires, unixepoch()) WHERE kind = 'AccessToken' AND grant_id = ?",
        )
        .run(id);
      this.#database.prepare("DELETE FROM oauth_artifact WHERE grant_id = ? AND kind <> 'AccessToken'").run(id);
      this.#database.prepare("DELETE FROM oauth_artifact WHERE kind = 'Grant' AND id = ?").run(id);
      return this.#database.prepare('DELETE FROM oauth_grant WHERE id = ?').run(id).changes === 1;
    });
  }

  findToken(id: string, now: number): TokenFacts | undefined {
    const row = this.#token.get(id);
    if (row === undefined) return undefined;
    return {
      payload: JSON.parse(String(row['payload'])) as TokenFacts['payload'], // written by OAuthStore
      grantId: String(row['grant_id']),
      clientName: String(row['client_name']),
      hasEnded: row['client_name'] === null || Number(row['expires']) <= now,
    };
  }

  touch(id: string, when: string): void {
    this.#touch.run(when, id);
  }

  /**
   * Removes grants under which nothing is left that a client could use; what such clients registered waits to be used
   * again until `unusedUntil`, as if it were new.
   */
  removeDead(now: number, unusedUntil: number): void {
    this.#atOnce(() => {
      const dead = this.#database.prepare(
        `SELECT id FROM oauth_grant WHERE unixepoch(created) < ? AND NOT EXISTS
           (SELECT 1 FROM oauth_artifact WHERE grant_id = oauth_grant.id AND expires > ?
            AND (consumed IS NULL OR consumed > ?))`,
      );
      // A process that was killed may have taken a refresh token and not yet kept the next.
      for (const { id } of dead.all(now - newSeconds, now, now - newSeconds)) {
        this.#database.prepare('DELETE FROM oauth_grant WHERE id = ?').run(id ?? null);
        this.#database.prepare("DELETE FROM oauth_artifact WHERE kind = 'Grant' AND id = ?").run(id ?? null);
      }
      this.#database
        .prepare(
          `UPDATE oauth_artifact SET expires = ? WHERE kind IN ('Client', 'ClientDocument') AND expires IS NULL
           AND NOT EXISTS (SELECT 1 FROM oauth_grant WHERE client_id = oauth_artifact.id)`,
        )
        .run(unusedUntil);
    });
  }

  #atOnce<Result>(change: () => Result): Result {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = change();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}
