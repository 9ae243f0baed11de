import { type StandIn, type World, createLidarrStandIn, createWorld } from '@arr-mcp/demo-stack';

import { registryOf } from '../../testing/service-bench.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

const stuckAlbum: World['downloads'][number] = {
  id: '00000000000000000000000000000000000000e1',
  client: 'qbittorrent',
  title: 'The.Tin.Kites.String.Theory.2020.FLAC-DEMO',
  sizeBytes: 400_000_000,
  doneBytes: 100_000_000,
  state: 'stalled',
  subject: { kind: 'album', foreignId: '00000000-0000-4000-8000-000000000102' },
  reason: 'The download is stalled with no connections',
};

const now = new Date();

/** Of today, since the tools look at the clock too; nothing in it is within a day of a limit. */
export const household = createWorld({ now: () => now, downloads: [stuckAlbum] });

export type LidarrState = NonNullable<Parameters<typeof createLidarrStandIn>[0]['state']>;

export function lidarr(state: LidarrState = {}, world: World = household): StandIn {
  return createLidarrStandIn({ world, apiKey: 'k', state });
}

/** A bench whose only services are these instances: `lidarr`, `lidarr-attic`. */
export function benchOf(instances: Readonly<Record<string, StandIn>> = { lidarr: lidarr() }): ToolBench {
  const known = Object.entries(instances).map(([instance, standIn]) => ({
    instance,
    standIn,
    credential: { api_key: 'k' },
  }));
  return new ToolBench({ services: registryOf(known) });
}

/** Fails as a host does that is switched off. */
export const dead: StandIn = {
  fetch: () =>
    Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) })),
};
