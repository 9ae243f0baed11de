import { type QBittorrentStandInOptions, createQBittorrentStandIn, createWorld } from '@arr-mcp/demo-stack';

import { registryOf } from '../../testing/service-bench.ts';
import type { Credential } from '../service-instance.ts';
import type { QBittorrentClient } from './qbittorrent-client.ts';

/** The invented household's two torrents. */
export const stalled = '00000000000000000000000000000000000000d1';
export const finished = '00000000000000000000000000000000000000d2';

export const account: Credential = { username: 'admin', password: 'right' };

/** A client of a stand-in whose password and API key are `right`, and what it was asked. */
export function qbittorrentBench(options: Partial<QBittorrentStandInOptions> = {}, credential: Credential = account) {
  const standIn = createQBittorrentStandIn({ world: createWorld(), apiKey: 'right', ...options });
  const asked: string[] = [];
  const requests: Request[] = [];
  const services = registryOf([
    {
      instance: 'qbittorrent',
      credential,
      standIn: {
        fetch: (request) => {
          asked.push(`${request.method} ${new URL(request.url).pathname.replace('/api/v2/', '')}`);
          requests.push(request.clone());
          return standIn.fetch(request);
        },
      },
    },
  ]);
  const client = (): QBittorrentClient => services.client('qbittorrent', undefined, new AbortController().signal);
  const signIns = (): number => asked.filter((each) => each === 'POST auth/login').length;
  return { standIn, services, asked, requests, client, signIns };
}
