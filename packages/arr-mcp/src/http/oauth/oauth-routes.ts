import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { Provider } from 'oidc-provider';

import type { LoginLimiter } from '../auth/login-limiter.ts';
import type { AddressLimiter } from '../address-limiter.ts';
import { protectedResourceRoutes } from './protected-resource.ts';
import { paths } from './provider-parts.ts';

export interface OAuthRouteParts {
  readonly issuer: string;
  readonly provider: Provider;
  /** of those who come as a client with a secret */
  readonly clientLogins: LoginLimiter;
  /** of everything that programs ask here */
  readonly requests: AddressLimiter;
  readonly registrations: AddressLimiter;
  readonly authorizations: AddressLimiter;
}

const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'Authorization, Content-Type, MCP-Protocol-Version',
  'access-control-expose-headers': 'WWW-Authenticate',
  'access-control-max-age': '3600',
};

/** The addresses of the authorization server. Everybody may come here: oidc-provider decides who gets what. */
export async function oauthRoutes(app: FastifyInstance, parts: OAuthRouteParts): Promise<void> {
  const { requests, registrations, authorizations, clientLogins } = parts;
  // oidc-provider reads the bodies itself.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _body, done) => done(null));
  const page = mount(parts, {});
  const answer = mount(parts, { accept: 'application/json' });

  app.get(paths.authorize, { preHandler: enter(authorizations) }, page);
  app.get(`${paths.authorize}/:uid`, page);
  await app.register(async (open) => {
    open.addHook('onRequest', allowAnyOrigin);
    open.addHook('onRequest', enter(requests));
    await open.register(protectedResourceRoutes, parts);
    open.get(paths.metadata, anyOrigin, answer);
    open.post(paths.token, { ...anyOrigin, preHandler: async ({ ip }) => clientLogins.check(ip) }, answer);
    open.post(paths.register, { ...anyOrigin, preHandler: enter(registrations) }, answer);
    open.post(paths.revoke, { ...anyOrigin, preHandler: async ({ ip }) => clientLogins.check(ip) }, answer);
    open.options('/.well-known/*', anyOrigin, preflight);
    open.options('/oauth/*', anyOrigin, preflight);
  });
}

// Pages of other sites may call these: nothing that a browser adds by itself counts here.
const anyOrigin = { config: { anyOrigin: true } } as const;

async function allowAnyOrigin(_request: FastifyRequest, reply: FastifyReply): Promise<void> {
  // On the raw answer as well, since oidc-provider writes that.
  for (const [name, value] of Object.entries(corsHeaders)) reply.raw.setHeader(name, value);
  void reply.headers(corsHeaders);
}

function preflight(_request: FastifyRequest, reply: FastifyReply): void {
  void reply.code(204).send();
}

function enter(limiter: AddressLimiter): (request: FastifyRequest) => Promise<void> {
  return async ({ ip }) => limiter.enter(ip);
}

function mount({ provider, issuer }: OAuthRouteParts, headers: Readonly<Record<string, string>>): RouteHandlerMethod {
  const callback = provider.callback();
  const { host, protocol } = new URL(issuer);
  // Addresses in answers are made of these, so what the client or a proxy says of them does not count.
  const own = { host, 'x-forwarded-host': host, 'x-forwarded-proto': protocol.replace(':', ''), ...headers };
  return async (request, reply) => {
    Object.assign(request.raw.headers, own, { 'x-forwarded-for': request.ip });
    for (const [name, value] of Object.entries(safeHeaders)) reply.raw.setHeader(name, value);
    reply.hijack();
    await callback(request.raw, reply.raw);
  };
}

const safeHeaders = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
};
