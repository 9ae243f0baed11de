import { createHash } from 'node:crypto';

import type { KeptTokens } from '../kept-tokens.ts';
import type { Credential } from '../service-instance.ts';

/** As Trakt gives them; its times are seconds. */
export interface GivenPair {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
}

/** @param nowMs when they were given */
export function toKept(given: GivenPair, clientId: string, nowMs: number): KeptTokens {
  return {
    clientId,
    accessToken: given.access_token,
    refreshToken: given.refresh_token,
    givenAt: nowMs,
    lifeMs: given.expires_in * 1000,
  };
}

/** Tokens that a setting gives; how old they are is not known. */
export function configuredTokens(credential: Credential): KeptTokens | undefined {
  const { client_id: clientId = '', access_token: accessToken, refresh_token: refreshToken } = credential;
  if (accessToken === undefined) return undefined;
  const text = JSON.stringify([accessToken, refreshToken ?? null]);
  const after = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return { clientId, accessToken, ...(refreshToken === undefined ? {} : { refreshToken }), after };
}

/** Milliseconds for which the access token still works. */
export function leftMs({ givenAt, lifeMs }: KeptTokens, nowMs: number): number {
  return givenAt === undefined || lifeMs === undefined ? Infinity : givenAt + lifeMs - nowMs;
}

/** The same tokens, their refresh token being known not to be spent. */
export function withoutMark({ isAsked: _asked, ...tokens }: KeptTokens): KeptTokens {
  return tokens;
}

/** Which configured tokens they came after, as a part of others. */
export function originOf(tokens: KeptTokens | undefined): Pick<KeptTokens, 'after'> {
  return tokens?.after === undefined ? {} : { after: tokens.after };
}
