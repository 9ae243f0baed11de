import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import type { FastifyInstance } from 'fastify';

import { AppError } from '../errors.ts';
import type { CallerLimits } from '../http/caller-limits.ts';
import { createLegacyServer } from './legacy.ts';
import type { McpRouteParts } from './mcp-routes.ts';
import { readProfile } from './request-profile.ts';
import { checkRequestShape } from './request-shape.ts';
import type { McpSession } from './session.ts';
import { toErrorResult } from './tool-result.ts';

interface OpenStream {
  readonly callerId: string;
  // oxlint-disable-next-line typescript/no-deprecated -- the transport is deprecated, and off unless asked for
  readonly transport: SSEServerTransport;
  close(): Promise<void>;
}

const maxStreams = 64;
const keepAliveMs = 15_000;

/** `GET /sse` and `POST /messages`: the transport of 2024-11-05, for clients that know no other. */
export async function sseRoutes(app: FastifyInstance, parts: Omit<McpRouteParts, 'exchange'>): Promise<void> {
  const { sessions, limits } = parts;
  const streams = new Map<string, OpenStream>();
  app.log.warn('ARR_MCP_LEGACY_SSE is on: /sse is for old clients alone and will go; all others take /mcp');
  app.addHook('preClose', async () => {
    await Promise.all([...streams.values()].map((stream) => stream.close()));
  });

  app.get('/sse', async (request, reply) => {
    const { caller } = request;
    if (caller === undefined) throw new Error('the SSE routes are attached outside the authenticated scope');
    if (streams.size >= maxStreams) throw new AppError('busy', `${maxStreams} streams are open already`);
    const session = sessions.create(caller, readProfile(request, {}, sessions.tools));
    reply.hijack();
    reply.raw.setHeader('x-accel-buffering', 'no');
    // oxlint-disable-next-line typescript/no-deprecated -- see above
    const transport = new SSEServerTransport('/messages', reply.raw);
    const server = createLegacyServer(withLimits(session, { limits, callerId: caller.id }));
    streams.set(transport.sessionId, { callerId: caller.id, transport, close: () => server.close() });
    // Proxies end a stream on which nothing comes for a while.
    const keepAlive = setInterval(() => reply.raw.write(': keep-alive\n\n'), keepAliveMs);
    reply.raw.on('close', () => {
      clearInterval(keepAlive);
      streams.delete(transport.sessionId);
    });
    await server.connect(transport);
  });

  app.post('/messages', async (request, reply) => {
    const stream = streams.get(sessionId(request.query));
    // Somebody else's stream is as good as none.
    if (stream === undefined || stream.callerId !== request.caller?.id) {
      throw new AppError('not_found', 'no open stream has this sessionId', { hint: 'Open one with GET /sse.' });
    }
    checkRequestShape(request.body);
    reply.hijack();
    await stream.transport.handlePostMessage(request.raw, reply.raw, request.body);
  });
}

/** A message is answered before its call is done, so the call itself takes the place that a request takes elsewhere. */
function withLimits(session: McpSession, { limits, callerId }: { limits: CallerLimits; callerId: string }): McpSession {
  return {
    ...session,
    async callTool(request) {
      try {
        const leave = await limits.enter(callerId);
        return await session.callTool(request).finally(leave);
      } catch (error) {
        if (error instanceof AppError) return toErrorResult(error);
        throw error;
      }
    },
  };
}

function sessionId(query: unknown): string {
  return typeof query === 'object' && query !== null && 'sessionId' in query ? String(query.sessionId) : '';
}
