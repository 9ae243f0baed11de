import type { FastifyReply, FastifyRequest } from 'fastify';

import { AppError } from '../../errors.ts';
import { allScopes } from '../../scopes.ts';
import type { Caller } from '../../tools/tool-context.ts';
import type { ApiKey } from './api-key.ts';
import type { LoginLimiter } from './login-limiter.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** set by requireBearer */
    caller: Caller | undefined;
  }
}

export interface AccessParts {
  readonly apiKey: ApiKey;
  readonly limiter: LoginLimiter;
  readonly dashboardPublic: boolean;
}

const admin: Caller = { id: 'key:admin', name: 'admin key', scopes: allScopes };

/** Checks a key that somebody presented. @throws RateLimitedError; AppError `unauthorized` when it is wrong */
export async function checkKey(
  { apiKey, limiter }: AccessParts,
  request: FastifyRequest,
  key: string,
): Promise<Caller> {
  await limiter.check(request.ip);
  if (!apiKey.matches(key)) {
    await limiter.failed(request.ip);
    request.log.warn({ address: request.ip }, 'wrong key refused');
    throw new AppError('unauthorized', 'the key is wrong', {
      hint: 'It is where arr-mcp was set up: printed at its first start, or by install.sh.',
    });
  }
  await limiter.succeeded(request.ip);
  return admin;
}

/** `Authorization: Bearer <key>`, or nothing goes on. */
export function requireBearer(parts: AccessParts): (request: FastifyRequest, reply: FastifyReply) => Promise<void> {
  return async (request, reply) => {
    // Set before the check, so that it is on every refusal as RFC 6750 wants it.
    void reply.header('www-authenticate', 'Bearer realm="arr-mcp"');
    const key = bearerKey(request);
    if (key === undefined)
      throw new AppError('unauthorized', 'a key is needed', { hint: 'Send Authorization: Bearer <key>.' });
    request.caller = await checkKey(parts, request, key);
    void reply.removeHeader('www-authenticate');
  };
}

export function bearerKey({ headers }: FastifyRequest): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
}
