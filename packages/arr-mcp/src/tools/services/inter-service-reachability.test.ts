import {
  createArrApp,
  createProwlarrStandIn,
  createSabnzbdStandIn,
  createSonarrStandIn,
  createWorld,
} from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { ServiceRegistry } from '../../services/service-registry.ts';
import { registryOf } from '../../testing/service-bench.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

const world = createWorld();
const credential = { api_key: 'k' };
const sonarr = { instance: 'sonarr', standIn: createSonarrStandIn({ world, apiKey: 'k' }), credential };

function radarrWhoseTestFails() {
  const { app, state } = createArrApp({ name: 'Radarr', world, apiKey: 'k' });
  const [first] = state.providers.downloadclient;
  if (first === undefined) throw new Error('the stand-in has no download client');
  const errorMessage = 'Unable to connect to http://sabnzbd:8080/api?apikey=secret-of-sabnzbd';
  state.providers.downloadclient[0] = { ...first, failure: { propertyName: 'Host', errorMessage } };
  return { instance: 'radarr', standIn: app, credential };
}

describe('inter_service_reachability', () => {
  it("B30 tells each *arr's download clients, indexers and notifications, with what its own test found", async () => {
    const answer = await new ToolBench({ services: registryOf([sonarr]) }).call('inter_service_reachability');

    expect(answer).toMatchObject({ failed: 0 });
    expect(answer['items']).toEqual(
      expect.arrayContaining([
        {
          from: 'sonarr',
          to: 'SABnzbd',
          id: 1,
          kind: 'download client',
          type: 'Sabnzbd',
          address: 'http://sabnzbd:8080',
          ok: true,
        },
        {
          from: 'sonarr',
          to: 'Household chat',
          id: 1,
          kind: 'notification',
          type: 'Webhook',
          address: 'http://chat.demo.test',
          ok: true,
        },
        {
          from: 'sonarr',
          to: 'Demo Torrents',
          id: 2,
          kind: 'indexer',
          type: 'Torznab',
          address: 'http://prowlarr:9696',
        },
      ]),
    );
  });

  it('B30 tells first what failed, and no secret of it', async () => {
    const bench = new ToolBench({ services: registryOf([sonarr, radarrWhoseTestFails()]) });

    const answer = await bench.call('inter_service_reachability');

    expect(answer).toMatchObject({ failed: 1 });
    expect(answer['items']).toMatchObject([
      { from: 'radarr', to: 'SABnzbd', ok: false, message: expect.stringContaining('Unable to connect') as string },
      ...Array.from({ length: 9 }, () => ({})),
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/secret-of-sabnzbd|demo-\w+-key|demo-password|hook-password/);
  });

  it('names who could not be asked beside what the others gave, once', async () => {
    const wrong = { ...radarrWhoseTestFails(), credential: { api_key: 'wrong' } };
    const answer = await new ToolBench({ services: registryOf([sonarr, wrong]) }).call('inter_service_reachability');

    expect(answer).toMatchObject({ unavailable: [{ instance: 'radarr' }] });
    expect(answer['unavailable']).toHaveLength(1);
    expect(answer['total']).toBe(5);
  });

  it('tells what Prowlarr hands its indexers to', async () => {
    const standIn = createProwlarrStandIn({ world, apiKey: 'k' });
    const bench = new ToolBench({ services: registryOf([{ instance: 'prowlarr', standIn, credential }]) });

    const { items } = await bench.call('inter_service_reachability', { service: 'prowlarr' });

    expect(items).toEqual(
      expect.arrayContaining([
        {
          from: 'prowlarr',
          to: 'Lidarr',
          id: 3,
          kind: 'application',
          type: 'Lidarr',
          address: 'http://lidarr:8686',
          ok: false,
          message: 'API Key is invalid',
        },
      ]),
    );
    expect(JSON.stringify(items)).not.toMatch(/demo-\w+-key/);
  });

  it('says what is missing where an *arr is not set up', async () => {
    const known = { service: 'sonarr', instance: 'sonarr', source: 'environment', url: 'http://sonarr.test' } as const;
    const fetch = async (): Promise<never> => Promise.reject(new Error('nobody is asked'));
    const services = new ServiceRegistry({ settings: [known], stored: () => [], fetch });

    expect(await new ToolBench({ services }).call('inter_service_reachability')).toMatchObject({
      unavailable: [{ instance: 'sonarr', reason: expect.stringContaining('SONARR_API_KEY') as string }],
    });
  });

  it('asks nothing of services that reach out to none', async () => {
    const standIn = createSabnzbdStandIn({ world, apiKey: 'k' });
    const bench = new ToolBench({ services: registryOf([{ instance: 'sabnzbd', standIn, credential }]) });

    expect(await bench.call('inter_service_reachability')).toEqual({ failed: 0, items: [], total: 0 });
  });
});
