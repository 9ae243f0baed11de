import type { FastifyReply, FastifyRequest } from 'fastify';

import { AppError } from '../../errors.ts';
import { allScopes } from '../../scopes.ts';
import type { Caller } from '../../tools/tool-context.ts';
import type { ApiKey } from './api-key.ts';
import { bearerChallenge } from './challenge.ts';
import type { LoginLimiter } from './login-limiter.ts';
import type { NamedKeys } from './named-keys.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** set by requireBearer, and for the page by whoever showed a key there */
    caller: Caller | undefined;
  }
}

export interface AccessParts {
  readonly apiKey: ApiKey;
  readonly limiter: LoginLimiter;
  readonly dashboardPublic: boolean;
  /** absent: there is the admin's key alone */
  readonly namedKeys?: Pick<NamedKeys, 'identify' | 'find'>;
  /** absent: OAuth is off */
  readonly tokens?: AccessTokens;
}

/** OAuth's part in who may call: its tokens are good for MCP alone, not for the page. */
export interface AccessTokens {
  /** the address of the protected-resource metadata, which challenges name */
  readonly resourceMetadata: string;
  /**
   * @returns undefined for what counts as a failed login
   * @throws AppError `unauthorized` for a token that has ended, which does not
   */
  identify(token: string): Promise<Caller | undefined>;
}

const admin: Caller = { id: 'key:admin', name: 'admin key', scopes: allScopes };

/** Checks a key that somebody presented. @throws RateLimitedError; AppError `unauthorized` when it is wrong or has ended */
export async function checkKey(parts: AccessParts, request: FastifyRequest, key: string): Promise<Caller> {
  return login(parts, request, async () => callerOfKey(parts, key));
}

/** The caller of an id that a check gave earlier, as long as what it showed still counts. */
export function findCaller({ namedKeys }: AccessParts, id: string): Caller | undefined {
  return id === admin.id ? admin : namedKeys?.find(id);
}

/** `Authorization: Bearer <key or access token>`, or nothing goes on. */
export function requireBearer(parts: AccessParts): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  const { tokens } = parts;
  return async (request, reply) => {
    const key = bearerKey(request);
    const refusal = key === undefined || tokens === undefined ? undefined : ({ error: 'invalid_token' } as const);
    // Set before the check, so that it is on every refusal as RFC 6750 wants it.
    void reply.header('www-authenticate', bearerChallenge(tokens?.resourceMetadata, refusal));
    if (key === undefined)
      throw new AppError('unauthorized', 'a key is needed', { hint: 'Send Authorization: Bearer <key>.' });
    request.caller = await login(parts, request, async () => callerOfKey(parts, key) ?? tokens?.identify(key));
    void reply.removeHeader('www-authenticate');
  };
}

export function bearerKey({ headers }: FastifyRequest): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
}

function callerOfKey({ apiKey, namedKeys }: AccessParts, key: string): Caller | undefined {
  return apiKey.matches(key) ? admin : namedKeys?.identify(key);
}

async function login(
  { limiter }: AccessParts,
  request: FastifyRequest,
  identify: () => Promise<Caller | undefined>,
): Promise<Caller> {
  limiter.check(request.ip);
  const caller = await identify();
  // Requests that came together all passed the check above before the first of them had failed.
  limiter.check(request.ip);
  if (caller === undefined) {
    limiter.failed(request.ip);
    request.log.warn({ address: request.ip }, 'wrong key refused');
    throw new AppError('unauthorized', 'the key is wrong', {
      hint: 'It is where arr-mcp was set up: printed at its first start, or by install.sh.',
    });
  }
  // Who has a lesser key must not make room with it for guesses at the admin's.
  if (caller.scopes.has('admin')) limiter.succeeded(request.ip);
  return caller;
}
