import {
  type McpHttpHandler,
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  Server,
  createMcpHandler,
} from '@modelcontextprotocol/server';
import { AjvJsonSchemaValidator } from '@modelcontextprotocol/server/validators/ajv';

import type { Logger } from '../logger.ts';
import { Consent } from './consent.ts';
import { progressTo } from './progress.ts';
import { serverInfo } from './server-info.ts';
import { type McpSession, UnknownToolError } from './session.ts';

// Nothing of ours uses it; left to itself each server makes one.
const validator = new AjvJsonSchemaValidator();
const listCache = { ttlMs: 300_000, cacheScope: 'private' } as const;

/** The handler for protocol revision 2026-07-28; the session comes with each request's authentication. */
export function createModernHandler(log: Logger): McpHttpHandler {
  const consent = new Consent(log);
  return createMcpHandler(({ authInfo }) => createModernServer(sessionOf(authInfo?.extra), consent), {
    legacy: 'reject',
    onerror: (error) => log.debug({ err: error }, 'modern request rejected'),
  });
}

/** @param extra what mcp-routes put beside the caller's identity */
function sessionOf(extra: Record<string, unknown> | undefined): McpSession {
  if (extra?.['session'] === undefined) throw new Error('a request reached the protocol without a session');
  return extra['session'] as McpSession; // put there by mcp-routes, nowhere else
}

// oxlint-disable-next-line typescript/no-deprecated -- the low-level class is meant for this, as in legacy.ts
function createModernServer(session: McpSession, consent: Consent): Server {
  // oxlint-disable-next-line typescript/no-deprecated
  const server = new Server(serverInfo, {
    capabilities: { tools: {}, resources: {}, prompts: {} },
    instructions: session.instructions,
    jsonSchemaValidator: validator,
    requestState: { verify: consent.state.verify },
    cacheHints: { 'tools/list': listCache, 'server/discover': listCache },
  });
  server.setRequestHandler('tools/list', () => ({ tools: [...session.listTools()] }));
  server.setRequestHandler('resources/list', () => ({ resources: [] }));
  server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: [] }));
  server.setRequestHandler('prompts/list', () => ({ prompts: [] }));
  server.setRequestHandler('resources/read', ({ params: { uri } }) => {
    throw new ResourceNotFoundError(uri);
  });
  server.setRequestHandler('tools/call', async ({ params }, { mcpReq }) => {
    const progress = progressTo(mcpReq._meta?.progressToken, (notification) => mcpReq.notify(notification));
    const call = { name: params.name, args: params.arguments, signal: mcpReq.signal, ...progress };
    const round = { envelope: mcpReq.envelope, responses: mcpReq.inputResponses, state: mcpReq.requestState() };
    return consent.call(session, call, round).catch(rethrow);
  });
  return server;
}

function rethrow(error: unknown): never {
  if (error instanceof UnknownToolError) throw new ProtocolError(ProtocolErrorCode.InvalidParams, error.message);
  throw error;
}
