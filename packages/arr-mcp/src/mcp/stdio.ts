import { setTimeout as sleep } from 'node:timers/promises';

import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

import { createLegacyServer } from './legacy.ts';
import type { McpSession } from './session.ts';

// A client that has sent its last request may still read the answer.
const drainLimitMs = 8_000;

/** Serves one local client on standard input and output. Resolves when the client has gone or `stop` aborts. */
export async function serveStdio(session: McpSession, stop: AbortSignal): Promise<void> {
  const underWay = new Set<Promise<unknown>>();
  const server = createLegacyServer(withRecord(session, underWay));
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  process.stdin.once('end', resolve);
  stop.addEventListener('abort', () => resolve(), { once: true });
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the SDK's class has this callback and no events
  server.onclose = resolve;
  await server.connect(new StdioServerTransport());
  await gone;
  await Promise.race([drained(underWay), sleep(drainLimitMs, undefined, { ref: false })]);
  await server.close();
}

function withRecord(session: McpSession, underWay: Set<Promise<unknown>>): McpSession {
  return {
    ...session,
    async callTool(request) {
      const call = session.callTool(request);
      const settled = call.catch(() => undefined).finally(() => underWay.delete(settled));
      underWay.add(settled);
      return call;
    },
  };
}

async function drained(underWay: ReadonlySet<Promise<unknown>>): Promise<void> {
  // What came before the end of input is read in the turns after it.
  await sleep(20);
  while (underWay.size > 0) await Promise.all(underWay);
  // The answer is written one turn after its call is done.
  await sleep(20);
}
