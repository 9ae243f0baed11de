import { createArrApp, createWorld } from '@arr-mcp/demo-stack';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { DiscoveryHost, type HostOptions, arrConfig, published } from '../../testing/discovery-host.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

const key = '0123456789abcdef0123456789abcdef';

let host: DiscoveryHost;

beforeEach(() => {
  host = new DiscoveryHost();
});

afterEach(() => host.remove());

async function scan(options: HostOptions = {}): Promise<Record<string, unknown>> {
  const { files: _files, ...parts } = host.open(options);
  return new ToolBench(parts).call('service_scan');
}

describe('service_scan', () => {
  it('B25 tells of each service where it is, where that is known from, and what is missing; and no key', async () => {
    host.run('sonarr', { ports: published(8989), folders: ['services/sonarr'] });
    host.listen('127.0.0.1:8989', createArrApp({ name: 'Sonarr', world: createWorld(), apiKey: key }).app);
    const config = host.write('services/sonarr/config.xml', arrConfig(key));
    host.write('services/library/x', '');

    const answer = await scan({ discover: true });

    expect(answer).toEqual({
      items: [
        {
          service: 'sonarr',
          instance: 'sonarr',
          folder: 'sonarr',
          config: { path: config, state: 'readable', has_key: true },
          container: { name: 'sonarr', state: 'running', matched_by: 'image', port: 8989 },
          url: 'http://127.0.0.1:8989',
          url_from: 'container',
          credential_from: 'file',
        },
      ],
      total: 1,
      other_folders: ['library'],
    });
    expect(JSON.stringify(answer)).not.toContain(key);
  });

  it('names what keeps a service from being reached, with the next step', async () => {
    host.run('sonarr', { ports: published(8989), folders: ['services/sonarr'] });
    host.write('services/sonarr/config.xml', arrConfig('', { BindAddress: '127.0.0.1' }));
    host.write('services/radarr/config.xml', '<Config><ApiKey>0123456789');
    host.write('services/bazarr/config/config.yaml', 'auth:\n  apikey: 0123456789\n');

    const { items } = await scan();

    expect(items).toMatchObject([
      { instance: 'bazarr', config: { state: 'present' }, missing: ['url'] },
      { instance: 'radarr', config: { state: 'not parseable' }, problems: [{}] },
      {
        instance: 'sonarr',
        config: { has_key: false },
        missing: ['api_key'],
        problems: [{}, { next: 'service_fix sonarr config_key BindAddress *' }],
      },
    ]);
  });

  it('lists what is set up and found nowhere, and tells that there is no runtime', async () => {
    host.hasRuntime = false;
    const known = { service: 'plex', instance: 'plex', source: 'environment', url: 'http://nas:32400' } as const;

    expect(await scan({ settings: [known] })).toEqual({
      items: [
        { service: 'plex', instance: 'plex', url: 'http://nas:32400', url_from: 'environment', missing: ['token'] },
      ],
      total: 1,
      containers_unavailable: 'no container runtime was found',
    });
  });
});
