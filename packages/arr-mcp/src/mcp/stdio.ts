import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

import { createLegacyServer } from './legacy.ts';
import type { McpSession } from './session.ts';

/** Serves one local client on standard input and output. Resolves when the client has gone or `stop` aborts. */
export async function serveStdio(session: McpSession, stop: AbortSignal): Promise<void> {
  const server = createLegacyServer(session);
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  process.stdin.once('end', resolve);
  stop.addEventListener('abort', () => resolve(), { once: true });
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the SDK's class has this callback and no events
  server.onclose = resolve;
  await server.connect(new StdioServerTransport());
  await gone;
  await server.close();
}
