// Adds the cookie methods to Fastify's types.
import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { AppError } from '../../errors.ts';
import { type AccessParts, bearerKey, checkKey } from './access.ts';

const cookieName = 'arr_mcp_page';
const lifetimeSeconds = 30 * 24 * 60 * 60;

/** How a request for the page shows that it may see it. */
export type DashboardAccess = 'public' | 'bearer' | 'cookie' | 'query';

/**
 * @returns undefined when nothing was presented, so that a page can ask for the key
 * @throws AppError `unauthorized` for a wrong key, RateLimitedError
 */
export async function findDashboardAccess(
  parts: AccessParts,
  request: FastifyRequest,
): Promise<DashboardAccess | undefined> {
  if (parts.dashboardPublic) return 'public';
  if (hasValidCookie(request)) return 'cookie';
  const bearer = bearerKey(request);
  const key = bearer ?? queryKey(request);
  if (key === undefined) return undefined;
  await checkKey(parts, request, key);
  return bearer === undefined ? 'query' : 'bearer';
}

/** For what is not a page: `/api/status`, `/info`, `/metrics`. */
export function requireDashboardAccess(parts: AccessParts): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    if ((await findDashboardAccess(parts, request)) !== undefined) return;
    throw new AppError('unauthorized', 'a key is needed', {
      hint: 'Add ?key=<key>, or send Authorization: Bearer <key>.',
    });
  };
}

/** From now on the browser shows a signed cookie instead of the key. */
export function setAccessCookie(request: FastifyRequest, reply: FastifyReply): void {
  const expires = Date.now() + lifetimeSeconds * 1000;
  void reply.setCookie(cookieName, String(expires), {
    signed: true,
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    path: '/',
    maxAge: lifetimeSeconds,
  });
}

function hasValidCookie(request: FastifyRequest): boolean {
  const cookie = request.cookies[cookieName];
  if (cookie === undefined) return false;
  const { valid, value } = request.unsignCookie(cookie);
  return valid && Number(value) > Date.now();
}

function queryKey({ query }: FastifyRequest): string | undefined {
  const key = typeof query === 'object' && query !== null && 'key' in query ? query.key : undefined;
  return typeof key === 'string' && key !== '' ? key : undefined;
}
