import { randomBytes, timingSafeEqual } from 'node:crypto';

import { AppError } from '../../errors.ts';
import { expandScopes } from '../../scopes.ts';
import type { KeyStore, NewKey, StoredKey } from '../../storage/key-store.ts';
import type { Caller } from '../../tools/tool-context.ts';
import { sha256 } from './api-key.ts';

export type KeyRights = Pick<NewKey, 'name' | 'scopes' | 'toolsets' | 'expires'>;

const format = /^arrmcp_([0-9a-f]{12})_([\w-]{43})$/;
// What is compared when no key has the id; no secret has this hash.
const nobody = Buffer.alloc(32);
const useNotedEveryMs = 60_000;

/** Makes a key and keeps what is needed to recognise it. @returns the key, which cannot be shown again */
export function createNamedKey(store: Pick<KeyStore, 'add'>, rights: KeyRights, now = new Date()): string {
  const id = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  store.add({ ...rights, id, hash: sha256(secret), created: now.toISOString() });
  return `arrmcp_${id}_${secret}`;
}

/** The key is right and counts no longer: told only to who shows it, and no failed login. */
export class EndedKeyError extends AppError {
  readonly keyName: string;

  constructor(keyName: string, how: string) {
    const hint = 'arr-mcp key create makes a new one, on the host of arr-mcp.';
    super('unauthorized', `the key ${keyName} ${how}`, { hint });
    this.keyName = keyName;
  }
}

export interface NamedKeysOptions {
  readonly store: Pick<KeyStore, 'find' | 'noteUse'>;
  /** told when the last use of a key cannot be written down, which keeps nobody out */
  readonly onFault: (error: unknown) => void;
  readonly now?: () => number;
}

/** Recognises named keys. Each time the store is asked, so that a revoked key is refused at once. */
export class NamedKeys {
  readonly #options: NamedKeysOptions;
  readonly #now: () => number;

  constructor(options: NamedKeysOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** @returns undefined for a wrong key. @throws EndedKeyError */
  identify(key: string): Caller | undefined {
    const [, id, secret] = format.exec(key) ?? [];
    // An access token for instance; what a key looks like is no secret.
    if (id === undefined || secret === undefined) return undefined;
    const found = this.#options.store.find(id);
    const isRight = timingSafeEqual(found?.hash ?? nobody, sha256(secret));
    if (found === undefined || !isRight) return undefined;
    const ending = endOf(found.key, this.#now());
    if (ending !== undefined) throw new EndedKeyError(found.key.name, ending);
    return this.#used(found.key);
  }

  /** The caller of an id that identify() gave, as long as the key counts. */
  find(callerId: string): Caller | undefined {
    const key = this.#options.store.find(callerId.replace(/^key:/, ''))?.key;
    return key === undefined || endOf(key, this.#now()) !== undefined ? undefined : this.#used(key);
  }

  #used(key: StoredKey): Caller {
    const now = this.#now();
    try {
      if (now - Date.parse(key.lastUsed ?? '1970-01-01') >= useNotedEveryMs)
        this.#options.store.noteUse(key.id, new Date(now).toISOString());
    } catch (error) {
      this.#options.onFault(error);
    }
    return toCaller(key);
  }
}

function toCaller({ id, name, scopes, toolsets }: StoredKey): Caller {
  return { id: `key:${id}`, name, scopes: expandScopes(scopes), ...(toolsets === undefined ? {} : { toolsets }) };
}

function endOf({ expires, revoked }: StoredKey, now: number): string | undefined {
  if (revoked !== undefined) return `was revoked at ${revoked}`;
  return expires !== undefined && Date.parse(expires) <= now ? `expired at ${expires}` : undefined;
}
