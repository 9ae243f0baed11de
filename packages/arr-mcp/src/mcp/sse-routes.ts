import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';
import type { FastifyInstance } from 'fastify';

import { AppError } from '../errors.ts';
import { createLegacyServer } from './legacy.ts';
import type { SessionFactory } from './session-factory.ts';

interface OpenStream {
  readonly callerId: string;
  // oxlint-disable-next-line typescript/no-deprecated -- the transport is deprecated, and off unless asked for
  readonly transport: SSEServerTransport;
  close(): Promise<void>;
}

const maxStreams = 64;

/** `GET /sse` and `POST /messages`: the transport of 2024-11-05, for clients that know no other. */
export async function sseRoutes(app: FastifyInstance, { sessions }: { sessions: SessionFactory }): Promise<void> {
  const streams = new Map<string, OpenStream>();
  app.addHook('preClose', async () => {
    await Promise.all([...streams.values()].map((stream) => stream.close()));
  });

  app.get('/sse', async ({ caller }, reply) => {
    if (caller === undefined) throw new Error('the SSE routes are attached outside the authenticated scope');
    if (streams.size >= maxStreams) throw new AppError('busy', `${maxStreams} streams are open already`);
    reply.hijack();
    // oxlint-disable-next-line typescript/no-deprecated -- see above
    const transport = new SSEServerTransport('/messages', reply.raw);
    const server = createLegacyServer(sessions.create(caller, {}));
    streams.set(transport.sessionId, { callerId: caller.id, transport, close: () => server.close() });
    reply.raw.on('close', () => streams.delete(transport.sessionId));
    await server.connect(transport);
  });

  app.post('/messages', async (request, reply) => {
    const stream = streams.get(sessionId(request.query));
    // Somebody else's stream is as good as none.
    if (stream === undefined || stream.callerId !== request.caller?.id) {
      throw new AppError('not_found', 'no open stream has this sessionId', { hint: 'Open one with GET /sse.' });
    }
    reply.hijack();
    await stream.transport.handlePostMessage(request.raw, reply.raw, request.body);
  });
}

function sessionId(query: unknown): string {
  return typeof query === 'object' && query !== null && 'sessionId' in query ? String(query.sessionId) : '';
}
