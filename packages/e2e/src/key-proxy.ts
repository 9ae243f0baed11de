import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { RunningServer } from './start-server.ts';

/**
 * A proxy on loopback that adds the key, since the conformance suite can send no header of its own. Host and Origin
 * pass unchanged, so that what it says about foreign names is about the server.
 */
export async function startKeyProxy({
  url,
  key,
}: Pick<RunningServer, 'url' | 'key'>): Promise<Omit<RunningServer, 'kill'>> {
  const { hostname, port } = new URL(url);
  const proxy = createServer((incoming, outgoing) => {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const onward = request(
      { hostname, port, method, path, headers: { ...headers, authorization: `Bearer ${key}` } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  // A TCP server's address is an object.
  const { port: own } = proxy.address() as AddressInfo;
  const stop = async (): Promise<void> => {
    proxy.closeAllConnections();
    proxy.close();
    await once(proxy, 'close');
  };
  return { url: `http://127.0.0.1:${own}`, key, stop };
}
