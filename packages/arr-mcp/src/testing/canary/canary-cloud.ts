import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

import type { StandIn } from '@arr-mcp/demo-stack';

import { selfSignedPlexTv } from '../tls.fixtures.ts';

export interface Cloud {
  /** HTTPS_PROXY, with its password */
  readonly address: string;
  close(): Promise<void>;
}

/** plex.tv, behind a proxy that lets nobody in without its password. */
export async function openCloud(standIn: StandIn, password: string): Promise<Cloud> {
  const service = createTlsServer(selfSignedPlexTv, (request, response) => void answer(standIn, request, response));
  const proxy = createServer();
  const sockets = new Set<Duplex>();
  const key = `Basic ${Buffer.from(`harbour:${password}`).toString('base64')}`;
  proxy.on('connect', ({ url, headers }: IncomingMessage, socket: Duplex) => {
    const isKnown = url === 'plex.tv:443' && headers['proxy-authorization'] === key;
    if (!isKnown) return void socket.end(`HTTP/1.1 407 Not ${String(headers['proxy-authorization'])}\r\n\r\n`);
    sockets.add(socket);
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    return void service.emit('connection', socket);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  // A server on a TCP port has such an address.
  const { port } = proxy.address() as AddressInfo;
  return {
    address: `http://harbour:${password}@127.0.0.1:${port}`,
    async close() {
      if (!proxy.listening) return;
      for (const socket of sockets) socket.destroy();
      const closed = once(proxy, 'close');
      proxy.close();
      proxy.closeAllConnections();
      await closed;
    },
  };
}

async function answer(standIn: StandIn, { method, url, headers }: IncomingMessage, response: ServerResponse) {
  const own = Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const given = await standIn.fetch(
    new Request(`https://plex.tv${url}`, { method: method ?? 'GET', headers: Object.fromEntries(own) }),
  );
  response.writeHead(given.status, [...given.headers].flat());
  response.end(Buffer.from(await given.arrayBuffer()));
}
