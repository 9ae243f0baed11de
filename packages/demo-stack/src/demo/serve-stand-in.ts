import { chmod } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';

import { type ServerType, createAdaptorServer } from '@hono/node-server';

import type { StandIn } from '../stand-in.ts';

/** What listens until it is closed. */
export class DemoServers {
  readonly #servers: ServerType[] = [];

  /**
   * @param wanted absent: any that is free
   * @returns the port on the loopback address that it was given
   */
  async onPort(standIn: StandIn, wanted = 0): Promise<number> {
    const server = this.#add(standIn);
    await listen(server, { host: '127.0.0.1', port: wanted });
    // A server on a TCP port has such an address.
    return (server.address() as AddressInfo).port;
  }

  /** For the account alone. */
  async onSocket(standIn: StandIn, path: string): Promise<void> {
    await listen(this.#add(standIn), { path });
    await chmod(path, 0o600);
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#servers.splice(0).map(async (server) => {
        const closed = new Promise((resolve) => server.close(resolve));
        if ('closeAllConnections' in server) server.closeAllConnections();
        await closed;
      }),
    );
  }

  #add(standIn: StandIn): ServerType {
    const server = createAdaptorServer({ fetch: async (request) => standIn.fetch(request) });
    this.#servers.push(server);
    return server;
  }
}

async function listen(server: ServerType, to: { path: string } | { host: string; port: number }): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(to, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
