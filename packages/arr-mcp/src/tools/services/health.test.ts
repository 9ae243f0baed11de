import {
  createArrApp,
  createQBittorrentStandIn,
  createSabnzbdStandIn,
  createSonarrStandIn,
  createWorld,
} from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import type { ServiceFetch } from '../../services/connection/service-fetch.ts';
import { createProbe } from '../../services/probe/probe-service.ts';
import type { KnownService } from '../../services/service-instance.ts';
import { ServiceRegistry } from '../../services/service-registry.ts';
import { type FakeInstance, fetchOf } from '../../testing/service-bench.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

const world = createWorld();
const key = 'key-0123456789';
const credential = { api_key: key };

const sonarr: FakeInstance = { instance: 'sonarr', standIn: createSonarrStandIn({ world, apiKey: key }), credential };
const sabnzbd: FakeInstance = {
  instance: 'sabnzbd',
  standIn: createSabnzbdStandIn({ world, apiKey: key }),
  credential,
};

function radarrWith(health: NonNullable<Parameters<typeof createArrApp>[0]['state']>['health']): FakeInstance {
  const { app } = createArrApp({ name: 'Radarr', world, apiKey: key, state: health === undefined ? {} : { health } });
  return { instance: 'radarr', standIn: app, credential };
}

function benchOf(instances: readonly FakeInstance[], more: readonly KnownService[] = []): ToolBench {
  const fetch: ServiceFetch = fetchOf(instances);
  const known = instances.map(({ instance, credential: own }): KnownService => {
    const [service = ''] = instance.split('-');
    // The names of the stand-ins above are the catalogue's.
    return {
      service: service as KnownService['service'],
      instance,
      source: 'environment',
      url: `http://${instance}.test`,
      credential: own,
    };
  });
  const services = new ServiceRegistry({ settings: [...known, ...more], stored: () => [], fetch });
  return new ToolBench({ services, probe: createProbe(fetch, 1000) });
}

const findings = [
  {
    source: 'IndexerStatusCheck',
    type: 'warning',
    message: 'Indexer x is\u0007 unavailable',
    wikiUrl: 'https://wiki.servarr.com/radarr/system#x',
  },
  { source: 'RootFolderCheck', type: 'error', message: 'Missing root folder', wikiUrl: 'javascript:alert(1)' },
] as const;

const silent: FakeInstance = {
  instance: 'lidarr',
  standIn: {
    fetch: () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) });
    },
  },
  credential,
};

describe('service_api_health', () => {
  it('B26 passes on what an *arr finds wrong, as plain text', async () => {
    const answer = await benchOf([radarrWith([...findings])]).call('service_api_health');

    expect(answer).toEqual({
      total: 1,
      items: [
        {
          service: 'radarr',
          instance: 'radarr',
          reachable: true,
          status: 'critical',
          issues: [
            {
              source: 'IndexerStatusCheck',
              type: 'warning',
              message: 'Indexer x is unavailable',
              wiki_url: 'https://wiki.servarr.com/radarr/system#x',
            },
            { source: 'RootFolderCheck', type: 'error', message: 'Missing root folder' },
          ],
        },
      ],
    });
  });

  it('asks every service in its own way', async () => {
    const qbittorrent: FakeInstance = {
      instance: 'qbittorrent',
      standIn: createQBittorrentStandIn({ world, apiKey: key }),
      credential: { username: 'admin', password: key },
    };
    const jellyfin: FakeInstance = {
      instance: 'jellyfin',
      standIn: { fetch: () => new Response('Healthy') },
      credential: {},
    };
    const { items } = await benchOf([sabnzbd, qbittorrent, jellyfin]).call('service_api_health');

    expect(items).toMatchObject([
      { instance: 'sabnzbd', reachable: true },
      { instance: 'qbittorrent', reachable: true, status: 'healthy' },
      { instance: 'jellyfin', reachable: true, status: 'healthy', issues: [] },
    ]);
  });

  it('narrows to a service or an instance', async () => {
    const bench = benchOf([sonarr, { ...sonarr, instance: 'sonarr-4k' }, sabnzbd]);

    expect(await bench.call('service_api_health', { service: 'sonarr' })).toMatchObject({ total: 2 });
    expect(await bench.call('service_api_health', { service: 'Sonarr-4K' })).toMatchObject({
      items: [{ instance: 'sonarr-4k' }],
    });
    await expect(bench.call('service_api_health', { service: 'emby' })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('takes who refuses us for up, and says that no more is known', async () => {
    const wrong = { ...sonarr, credential: { api_key: 'wrong' } };
    const closed: FakeInstance = {
      instance: 'tautulli',
      standIn: { fetch: () => new Response('', { status: 401 }) },
      credential: {},
    };

    expect(await benchOf([wrong, closed]).call('service_api_health')).toMatchObject({
      items: [
        { instance: 'sonarr', reachable: true, status: 'unknown' },
        { instance: 'tautulli', reachable: true, status: 'healthy' },
      ],
    });
  });

  it('names what is missing where a service is not set up', async () => {
    const known = [
      { service: 'sonarr', instance: 'sonarr', source: 'environment', url: 'http://sonarr.test' },
    ] as const;

    expect(await benchOf([], known).call('service_api_health')).toMatchObject({
      items: [{ reachable: false, status: 'critical' }],
    });
    expect(
      await benchOf([], [{ service: 'radarr', instance: 'radarr', source: 'file', credential }]).call(
        'service_api_health',
      ),
    ).toMatchObject({
      items: [{ reachable: false, status: 'unknown', issues: [{ message: 'it is not set up: RADARR_URL missing' }] }],
    });
  });
});

describe('service_health_report', () => {
  it('B27 tells the worst first and counts', async () => {
    const bench = benchOf([sonarr, radarrWith([findings[0]]), silent]);

    const { scanned_at: at, ...answer } = await bench.call('service_health_report');

    expect(at).toMatch(/^\d{4}-.*Z$/);
    expect(answer).toMatchObject({
      summary: { total: 3, critical: 1, degraded: 1, unknown: 0, healthy: 1 },
      items: [
        { instance: 'lidarr', status: 'critical', reachable: false },
        { instance: 'radarr', status: 'degraded', issues: ['Indexer x is unavailable'] },
        { instance: 'sonarr', status: 'healthy', reachable: true },
      ],
    });
  });

  it('shows few of many findings', async () => {
    const many = Array.from({ length: 9 }, (_none, index) => ({
      ...findings[0],
      message: `${index} ${'x'.repeat(999)}`,
    }));
    const { items } = await benchOf([radarrWith(many)]).call('service_health_report');

    expect(items).toMatchObject([{ more: 6 }]);
    expect(JSON.stringify(items).length).toBeLessThan(700);
  });

  it('is empty where nothing is known', async () => {
    expect(await benchOf([]).call('service_health_report')).toMatchObject({ summary: { total: 0 }, items: [] });
  });
});

describe('service_api_reachability', () => {
  it('B29 tells version and latency of who takes our credential', async () => {
    const { items, reachable, unreachable } = await benchOf([sonarr, sabnzbd]).call('service_api_reachability');

    expect({ reachable, unreachable }).toEqual({ reachable: 2, unreachable: 0 });
    expect(items).toMatchObject([
      { instance: 'sonarr', url: 'http://sonarr.test', url_from: 'environment', reachable: true, authorised: true },
      { instance: 'sabnzbd', reachable: true, authorised: true },
    ]);
    expect(items).toEqual([
      expect.objectContaining({
        version: expect.stringMatching(/^\d/) as string,
        latency_ms: expect.any(Number) as number,
      }),
      expect.objectContaining({ version: expect.stringMatching(/^\d/) as string }),
    ]);
  });

  it('B29 tells a refused key, silence and a stranger apart, each with the next step', async () => {
    const stranger: FakeInstance = {
      instance: 'radarr',
      standIn: { fetch: () => new Response('<html>hello</html>') },
      credential,
    };
    const bench = benchOf([{ ...sonarr, credential: { api_key: 'wrong' } }, stranger, silent]);

    const { items } = await bench.call('service_api_reachability');

    expect(items).toMatchObject([
      {
        instance: 'sonarr',
        reachable: true,
        authorised: false,
        next: expect.stringContaining('credential_set') as string,
      },
      { instance: 'radarr', reachable: true, error: expect.stringContaining('web page') as string },
      { instance: 'lidarr', reachable: false, error: expect.stringContaining('cannot be reached') as string },
    ]);
    expect(JSON.stringify(items)).not.toContain('"wrong"');
  });

  it('names the settings that are missing', async () => {
    const known = [
      { service: 'sonarr', instance: 'sonarr-4k', source: 'environment', url: 'http://sonarr.test' },
    ] as const;
    const { items } = await benchOf([sonarr], known).call('service_api_reachability', { service: 'sonarr-4k' });

    expect(items).toMatchObject([{ reachable: true, error: 'SONARR_4K_API_KEY missing' }]);
  });
});
