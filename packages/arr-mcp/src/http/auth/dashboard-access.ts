// Adds the cookie methods to Fastify's types.
import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { AppError } from '../../errors.ts';
import type { Caller } from '../../tools/tool-context.ts';
import { type AccessParts, bearerKey, checkKey, findCaller } from './access.ts';

const cookieName = 'arr_mcp_page';
const lifetimeSeconds = 30 * 24 * 60 * 60;

/** How a request for the page shows that it may see it. */
export type DashboardAccess = 'public' | 'bearer' | 'cookie' | 'query';

/**
 * Tells `request.caller` too, except where the page is public.
 * @returns undefined when nothing was presented, so that a page can ask for the key
 * @throws what signIn throws
 */
export async function findDashboardAccess(
  parts: AccessParts,
  request: FastifyRequest,
): Promise<DashboardAccess | undefined> {
  if (parts.dashboardPublic) return 'public';
  const known = callerOfCookie(parts, request);
  if (known !== undefined) {
    request.caller = known;
    return 'cookie';
  }
  const bearer = bearerKey(request);
  const key = bearer ?? queryKey(request);
  if (key === undefined) return undefined;
  await signIn(parts, request, key);
  return bearer === undefined ? 'query' : 'bearer';
}

/**
 * Checks a key for the page. It shows what the toolset `overview` tells, so a key that is bound to others does not open it.
 * @throws RateLimitedError, AppError `unauthorized`, `refused` for such a key
 */
export async function signIn(parts: AccessParts, request: FastifyRequest, key: string): Promise<void> {
  const caller = await checkKey(parts, request, key);
  if (caller.toolsets?.includes('overview') === false)
    throw new AppError('refused', `the key ${caller.name} is for some toolsets only, and the page shows more`, {
      hint: 'A key without --toolsets opens it, or one with overview among them.',
    });
  request.caller = caller;
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

/** From now on the browser shows a signed cookie instead of the key; it counts as long as the key does. */
export function setAccessCookie(request: FastifyRequest, reply: FastifyReply): void {
  if (request.caller === undefined) throw new Error('a cookie is set for nobody');
  const expires = Date.now() + lifetimeSeconds * 1000;
  void reply.setCookie(cookieName, `${expires}.${request.caller.id}`, {
    signed: true,
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    path: '/',
    maxAge: lifetimeSeconds,
  });
}

function callerOfCookie(parts: AccessParts, request: FastifyRequest): Caller | undefined {
  const cookie = request.cookies[cookieName];
  if (cookie === undefined) return undefined;
  const { valid, value } = request.unsignCookie(cookie);
  const [expires = '', callerId = ''] = (value ?? '').split('.');
  return valid && Number(expires) > Date.now() ? findCaller(parts, callerId) : undefined;
}

/** The key in `?key=`. */
export function queryKey({ query }: FastifyRequest): string | undefined {
  const key = typeof query === 'object' && query !== null && 'key' in query ? query.key : undefined;
  return typeof key === 'string' && key !== '' ? key : undefined;
}
