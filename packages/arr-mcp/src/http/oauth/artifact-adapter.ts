import { createHmac } from 'node:crypto';

import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';

import type { GrantStore } from '../../storage/grant-store.ts';
import type { OAuthStore, StoredArtifact } from '../../storage/oauth-store.ts';

export interface AdapterParts {
  readonly artifacts: OAuthStore;
  readonly grants: Pick<GrantStore, 'revoke' | 'removeDead'>;
  /** the ids of codes and tokens are kept as hashes under it */
  readonly secret: string;
  /** seconds since 1970 */
  readonly now: () => number;
}

const maxClients = 200;
const unusedClientSeconds = 24 * 60 * 60;
// Hosted clients refresh from several machines at once, and a client may lose the answer.
const graceSeconds = 60;
// So long the use of a refresh token that was exchanged ends the grant; later it is only refused.
const reuseKnownSeconds = 30 * 24 * 60 * 60;
const sweepSeconds = 10 * 60;
const bearers: ReadonlySet<string> = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken']);

/** The id under which a code or token is kept: of use to nobody who reads the database. */
export function hashedId(secret: string, kind: string, id: string): string {
  return createHmac('sha256', secret).update(`${kind}:${id}`).digest('base64url');
}

/** oidc-provider's storage, on the state database. */
export function createAdapterFactory(parts: AdapterParts): (kind: string) => Adapter {
  let nextSweep = 0;
  const sweep = (): void => {
    const now = parts.now();
    if (now < nextSweep) return;
    nextSweep = now + sweepSeconds;
    parts.artifacts.removeExpired(now);
    parts.grants.removeDead(now, now + unusedClientSeconds);
  };
  return (kind) => new ArtifactAdapter(kind, parts, sweep);
}

class ArtifactAdapter implements Adapter {
  readonly #kind: string;
  readonly #parts: AdapterParts;
  readonly #sweep: () => void;

  constructor(kind: string, parts: AdapterParts, sweep: () => void) {
    this.#kind = kind;
    this.#parts = parts;
    this.#sweep = sweep;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const { artifacts, now } = this.#parts;
    const isClient = this.#kind === 'Client';
    if (isClient) this.#makeRoom();
    const lifetime = isClient ? unusedClientSeconds : expiresIn;
    // The id of a code or token is the code or token.
    const { jti, ...rest } = payload;
    artifacts.put(this.#kind, this.#keptId(id), {
      payload: bearers.has(this.#kind) || jti === undefined ? rest : payload,
      grantId: payload.grantId,
      uid: payload.uid,
      expires: lifetime === undefined ? undefined : now() + lifetime,
    });
    this.#sweep();
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const { artifacts, now } = this.#parts;
    return this.#toPayload(artifacts.find(this.#kind, this.#keptId(id), now()), id);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#toPayload(this.#parts.artifacts.findByUid(this.#kind, uid, this.#parts.now()));
  }

  // Only of use to the device flow, which is off.
  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  async consume(id: string): Promise<void> {
    const now = this.#parts.now();
    const isFirst = this.#parts.artifacts.consume(this.#kind, this.#keptId(id), {
      now,
      keepUntil: now + reuseKnownSeconds,
    });
    // The provider looked before it got here; of two requests at once only one may have the code.
    if (!isFirst && this.#kind === 'AuthorizationCode') throw new errors.InvalidGrant('authorization code was used');
  }

  async destroy(id: string): Promise<void> {
    if (this.#kind === 'Grant') this.#parts.grants.revoke(id);
    else this.#parts.artifacts.remove(this.#kind, this.#keptId(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    this.#parts.artifacts.endByGrant(this.#kind, grantId, this.#parts.now());
  }

  #keptId(id: string): string {
    return bearers.has(this.#kind) ? hashedId(this.#parts.secret, this.#kind, id) : id;
  }

  #toPayload(found: StoredArtifact | undefined, id?: string): AdapterPayload | undefined {
    if (found === undefined) return undefined;
    const { payload, consumed } = found;
    const isInGrace =
      this.#kind === 'RefreshToken' && consumed !== undefined && this.#parts.now() < consumed + graceSeconds;
    return {
      ...payload,
      ...(bearers.has(this.#kind) && id !== undefined ? { jti: id } : {}),
      ...(consumed === undefined || isInGrace ? {} : { consumed }),
    };
  }

  // Strangers register: who was let in stays, and of the others the oldest goes.
  #makeRoom(): void {
    const { artifacts } = this.#parts;
    while (artifacts.count('Client') >= maxClients) {
      if (artifacts.removeSpare('Client')) continue;
      throw new errors.OIDCProviderError(429, 'temporarily_unavailable', { detail: 'all places are in use' });
    }
  }
}
