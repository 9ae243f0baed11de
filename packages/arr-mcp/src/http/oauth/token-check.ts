import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { expandScopes } from '../../scopes.ts';
import type { GrantStore } from '../../storage/grant-store.ts';
import type { Caller } from '../../tools/tool-context.ts';
import type { AccessTokens } from '../auth/access.ts';
import { hashedId } from './artifact-adapter.ts';
import { metadataAddressOf, resourceOf } from './protected-resource.ts';

export interface TokenCheckParts {
  readonly issuer: string;
  readonly secret: string;
  readonly grants: Pick<GrantStore, 'findToken' | 'touch'>;
  /** told when the last use could not be written down, which keeps nobody out */
  readonly onFault: (error: unknown) => void;
  /** seconds since 1970 */
  readonly now: () => number;
}

const Payload = z.object({ aud: z.string(), scope: z.string() });
const touchSeconds = 60;

/** Tells whose an access token is. It is looked up each time, so that one that was revoked is worth nothing at once. */
export class TokenCheck implements AccessTokens {
  readonly resourceMetadata: string;
  readonly #parts: TokenCheckParts;
  readonly #touched = new Map<string, number>();

  constructor(parts: TokenCheckParts) {
    this.#parts = parts;
    this.resourceMetadata = metadataAddressOf(parts.issuer);
  }

  async identify(token: string): Promise<Caller | undefined> {
    const { grants, secret, issuer, now } = this.#parts;
    const found = grants.findToken(hashedId(secret, 'AccessToken', token), now());
    if (found === undefined) return undefined;
    const { success, data } = Payload.safeParse(found.payload);
    if (found.hasEnded || !success || data.aud !== resourceOf(issuer))
      throw new AppError('unauthorized', 'the access token has ended', { hint: 'Renew it, or sign in again.' });
    this.#touch(found.grantId);
    return {
      id: `grant:${found.grantId}`,
      name: found.clientName,
      scopes: expandScopes(data.scope.split(' ')),
    };
  }

  // A write for each call would cost more than the call; a minute is exact enough for people.
  #touch(grantId: string): void {
    const now = this.#parts.now();
    if (now < (this.#touched.get(grantId) ?? 0) + touchSeconds) return;
    if (this.#touched.size >= 1000) this.#touched.clear();
    this.#touched.set(grantId, now);
    try {
      this.#parts.grants.touch(grantId, new Date(now * 1000).toISOString());
    } catch (error) {
      this.#parts.onFault(error);
    }
  }
}
