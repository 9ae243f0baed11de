import { createSabnzbdStandIn, createSonarrStandIn, createWorld } from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { AppError } from '../../errors.ts';
import { type FakeInstance, registryOf } from '../../testing/service-bench.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

const options = { world: createWorld(), apiKey: 'key' };
const credential = { api_key: 'key' };
const sonarr: FakeInstance = { instance: 'sonarr', standIn: createSonarrStandIn(options), credential };
const sabnzbd: FakeInstance = { instance: 'sabnzbd', standIn: createSabnzbdStandIn(options), credential };

async function absent(): Promise<never> {
  throw new AppError('unavailable', 'not here');
}

async function overview(instances: readonly FakeInstance[]) {
  const bench = new ToolBench({
    services: registryOf(instances),
    runtime: { list: absent, info: absent },
    helper: { call: absent, health: absent },
    stacks: { list: async () => [] },
    disks: { list: async () => [] },
  });
  return bench.call('overview_get');
}

describe('overview_get', () => {
  it('counts downloads and names the stuck ones', async () => {
    expect((await overview([sonarr, sabnzbd]))['downloads']).toEqual({
      total: 4,
      stuck: [
        'Orbital.Gardeners.S02E01.720p.HDTV.x264-DEMO: import blocked',
        'Orbital.Gardeners.S02E02.1080p.WEB.h264-DEMO: stuck',
      ],
    });
  });

  it('says nothing of downloads where no service has any', async () => {
    expect(await overview([])).not.toHaveProperty('downloads');
  });

  it('tells of a service that is silent beside the other parts', async () => {
    const dead = { ...sonarr, standIn: { fetch: () => new Response('', { status: 502 }) } };

    expect((await overview([dead, sabnzbd]))['unavailable']).toEqual(
      expect.arrayContaining([expect.objectContaining({ part: 'sonarr' })]),
    );
  });
});
