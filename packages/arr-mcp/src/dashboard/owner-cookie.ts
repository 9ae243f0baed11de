// Adds the cookie methods to Fastify's types.
import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { paths } from '../http/oauth/provider-parts.ts';

const cookieName = 'arr_mcp_owner';
const lifetimeSeconds = 365 * 24 * 60 * 60;
// The page's cookie is signed with the same secret, and neither may pass for the other.
const mark = 'owner';

/**
 * Whether the owner's password was typed in this browser. It opens nothing: anybody can start a sign-in with an id that
 * is public, and only who is likely to be the owner is shown what that client was allowed earlier.
 */
export function isOwnersBrowser(request: FastifyRequest): boolean {
  const cookie = request.cookies[cookieName];
  if (cookie === undefined) return false;
  const { valid, value } = request.unsignCookie(cookie);
  const [first, expires] = (value ?? '').split('.');
  return valid && first === mark && Number(expires) > Date.now();
}

export function rememberOwnersBrowser(request: FastifyRequest, reply: FastifyReply): void {
  void reply.setCookie(cookieName, `${mark}.${Date.now() + lifetimeSeconds * 1000}`, {
    signed: true,
    httpOnly: true,
    // A sign-in comes from the client's own site.
    sameSite: 'lax',
    secure: request.protocol === 'https',
    path: paths.consent,
    maxAge: lifetimeSeconds,
  });
}
