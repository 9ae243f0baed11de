import type { FastifyInstance, FastifyReply } from 'fastify';

import { createOriginCheck } from './host-check.ts';
import { AddressLimiter } from './address-limiter.ts';

export interface CorsParts {
  /** what checkHostAndOrigin allows as well */
  readonly allowedHosts: readonly string[];
  /** what one browser may ask beforehand in a second: as much as it may call */
  readonly rateLimit: number;
}

const maxAgeSeconds = 60 * 60;

// GET and DELETE are refused, which pages should be able to read.
const preflightHeaders = {
  'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
  'access-control-allow-headers': [
    'Authorization',
    'Content-Type',
    'Accept',
    'Mcp-Session-Id',
    'MCP-Protocol-Version',
    'Last-Event-ID',
    // Of 2026-07-28, whose Mcp-Param-* are for tools that ask for them; none of ours does.
    'Mcp-Method',
    'Mcp-Name',
    'X-MCP-Toolsets',
    'X-MCP-Tools',
    'X-MCP-Exclude-Tools',
    'X-MCP-Readonly',
  ].join(', '),
  'access-control-max-age': String(maxAgeSeconds),
};

const exposed = 'WWW-Authenticate, MCP-Protocol-Version, Mcp-Session-Id, Retry-After';

/**
 * Lets the pages that the Origin check knows read the answers of a scope, refusals too, and answers what their browsers
 * ask beforehand. Never together with cookies: who calls shows a key or a token. To be attached outside of the scope
 * that wants one, since browsers ask without.
 */
export function answerKnownOrigins(app: FastifyInstance, { allowedHosts, rateLimit }: CorsParts): void {
  const isKnown = createOriginCheck(allowedHosts);
  const preflights = new AddressLimiter({ count: rateLimit, seconds: 1 });
  app.addHook('onRequest', async ({ headers: { origin }, method }, reply) => {
    addHeaders(reply, { vary: 'Origin' });
    if (origin === undefined || !isKnown(origin)) return;
    addHeaders(reply, { 'access-control-allow-origin': origin, 'access-control-expose-headers': exposed });
    if (method === 'OPTIONS') addHeaders(reply, preflightHeaders);
  });
  for (const path of ['/mcp', '/mcp/*', '/api/tools/*'])
    app.options(path, { preHandler: async ({ ip }) => preflights.enter(ip) }, async (_request, reply) =>
      reply.code(204).send(),
    );
}

// On the raw answer, which the protocol's transports write by themselves.
function addHeaders({ raw }: FastifyReply, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) raw.setHeader(name, value);
}
