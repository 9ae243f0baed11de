import {
  createQBittorrentStandIn,
  createRadarrStandIn,
  createSabnzbdStandIn,
  createSonarrStandIn,
  createWorld,
} from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { type FakeInstance, registryOf } from '../../testing/service-bench.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

const options = { world: createWorld(), apiKey: 'key' };
const credential = { api_key: 'key' };

function household(): FakeInstance[] {
  return [
    { instance: 'sonarr', standIn: createSonarrStandIn(options), credential },
    { instance: 'radarr', standIn: createRadarrStandIn(options), credential },
    { instance: 'sabnzbd', standIn: createSabnzbdStandIn(options), credential },
    {
      instance: 'qbittorrent',
      standIn: createQBittorrentStandIn(options),
      credential: { username: 'admin', password: 'key' },
    },
  ];
}

async function downloads(instances: readonly FakeInstance[], args: object = {}) {
  return new ToolBench({ services: registryOf(instances) }).call('downloads_get', args);
}

describe('downloads_get', () => {
  it('shows each download once, with its client and who waits for it', async () => {
    const { items, total } = await downloads(household());

    expect(total).toBe(4);
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          title: expect.stringContaining('Lighthouse.Keepers.S03E05') as string,
          client: 'sabnzbd',
          state: 'downloading',
          awaited: [{ instance: 'sonarr', queue_id: expect.any(Number) as number }],
        }),
        expect.objectContaining({ client: 'qbittorrent', state: 'stalled' }),
      ]),
    );
  });

  it('puts first what is stuck, and says why', async () => {
    const { stuck, items } = await downloads(household(), { show: 'stuck' });

    expect(stuck).toBe(2);
    expect(items).toEqual([
      expect.objectContaining({ state: 'import blocked', reason: expect.stringContaining('No files found') as string }),
      expect.objectContaining({ state: 'stalled' }),
    ]);
  });

  it('goes without a service that is down, and tells of it', async () => {
    const [sonarr, ...others] = household();
    const dead = { ...sonarr!, standIn: { fetch: () => new Response('', { status: 502 }) } };
    const { total, unavailable } = await downloads([dead, ...others]);

    // The torrent that is complete is of interest only to who waits for it.
    expect(total).toBe(3);
    expect(unavailable).toEqual([expect.objectContaining({ instance: 'sonarr' })]);
  });

  it('shows what nobody waits for as the client tells it', async () => {
    const { items } = await downloads(household().slice(3));

    expect(items).toEqual([expect.not.objectContaining({ awaited: expect.anything() as unknown })]);
  });

  it('asks only what is set up', async () => {
    expect((await downloads(household().slice(2, 3))).total).toBe(2);
  });

  it('says when nothing is', async () => {
    await expect(downloads([])).rejects.toMatchObject({ code: 'not_configured' });
  });
});
