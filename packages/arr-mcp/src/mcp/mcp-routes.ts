import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { CallerLimits } from '../http/caller-limits.ts';
import type { RequestProfile } from '../tools/select-tools.ts';
import { calledTools } from './called-tools.ts';
import type { HttpExchange } from './http-exchange.ts';
import { checkRequestShape } from './request-shape.ts';
import { refuseOtherMethods } from './refuse-other-methods.ts';
import { readProfile, splitNames } from './request-profile.ts';
import type { SessionFactory } from './session-factory.ts';
import type { McpSession } from './session.ts';

export interface McpRouteParts {
  readonly sessions: SessionFactory;
  readonly exchange: HttpExchange;
  readonly limits: CallerLimits;
}

/** `POST /mcp` and its profiles. Whoever gets here has been identified by the scope they are attached in. */
export async function mcpRoutes(app: FastifyInstance, parts: McpRouteParts): Promise<void> {
  const profiles: Record<string, (request: FastifyRequest) => RequestProfile> = {
    '/mcp': () => ({}),
    '/mcp/readonly': () => ({ readOnly: true }),
    '/mcp/compact': () => ({ include: ['compact'] }),
    '/mcp/x/:names': ({ params }) => ({ include: splitNames(namesParameter(params)) }),
  };
  app.setErrorHandler(answerProtocolError);
  for (const [path, profile] of Object.entries(profiles)) {
    app.post(path, (request, reply) => serve(parts, request, { reply, profile: profile(request) }));
    // Without sessions there is no stream to open and nothing to end.
    refuseOtherMethods(app, path);
  }
}

async function serve(
  { sessions, exchange, limits }: McpRouteParts,
  request: FastifyRequest,
  { reply, profile }: { reply: FastifyReply; profile: RequestProfile },
): Promise<void> {
  if (request.caller === undefined) throw new Error('the MCP routes are attached outside the authenticated scope');
  const messages = checkRequestShape(request.body);
  const session = sessions.create(request.caller, readProfile(request, profile, sessions.tools));
  const leave = await limits.enter(request.caller.id, messages);
  reply.raw.once('close', leave);
  refuseMissingScope(request, session);
  reply.hijack();
  try {
    await exchange.serve({ request: request.raw, response: reply.raw, body: request.body, session });
  } catch (error) {
    request.log.error({ err: error }, 'MCP exchange failed');
    if (!reply.raw.headersSent) reply.raw.writeHead(500);
    reply.raw.end();
  }
}

// Told by the status, on which a hosted client asks its user for more, and so before the protocol takes the response.
function refuseMissingScope({ body, caller, log }: FastifyRequest, session: McpSession): void {
  const [missing] = calledTools(body).flatMap((name) => session.findMissingScope(name) ?? []);
  if (missing === undefined) return;
  log.info({ caller: caller?.name, reason: missing.message }, 'call refused');
  throw missing;
}

const jsonFaults: ReadonlySet<unknown> = new Set(['FST_ERR_CTP_INVALID_JSON_BODY', 'FST_ERR_CTP_EMPTY_JSON_BODY']);

// A body that is no JSON is the protocol's parse error; all other failures are the HTTP layer's to tell.
function answerProtocolError(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  const isJsonFault = error instanceof SyntaxError || ('code' in error && jsonFaults.has(error.code));
  if (!isJsonFault) throw error;
  void reply
    .code(400)
    .send({ jsonrpc: '2.0', id: null, error: { code: -32_700, message: 'Parse error: the body is not JSON' } });
}

function namesParameter(params: unknown): string {
  return typeof params === 'object' && params !== null && 'names' in params ? String(params.names) : '';
}
