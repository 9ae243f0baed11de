import { once } from 'node:events';
import { type IncomingMessage, type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createLogger } from '../../../arr-mcp/src/logger.ts';
import { HttpExchange } from '../../../arr-mcp/src/mcp/http-exchange.ts';
import { fixtureSession } from './fixture-session.ts';

/** The product's protocol layer on loopback, with the suite's fixtures instead of the product's tools. */
export async function startFixtureServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const exchange = new HttpExchange(createLogger('silent'));
  const answer: RequestListener = (request, response) => {
    readJson(request)
      .then(async (body) => exchange.serve({ request, response, body, session: fixtureSession }))
      .catch(() => response.writeHead(request.method === 'POST' ? 400 : 405, { allow: 'POST' }).end());
  };
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server's address is an object.
  const { port } = server.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    await exchange.close();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  return JSON.parse(body);
}
