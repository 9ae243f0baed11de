import { describe, expect, it } from 'vitest';

import type { ProbeService } from '../../services/probe/probe-service.ts';
import type { ServiceInstance } from '../../services/service-instance.ts';
import { readReach } from './read-reach.ts';

function known(service: ServiceInstance['service'], more: Partial<ServiceInstance> = {}): ServiceInstance {
  return { service, instance: service, url: `http://${service}`, credential: {}, missing: [], ...more };
}

const probe: ProbeService = async ({ service }, signal) => {
  if (service === 'lidarr')
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  return { state: service === 'radarr' ? 'down' : 'up', latencyMs: 1 };
};

describe('readReach', () => {
  it('tells of each service whether it is set up and answers', async () => {
    const { url: _url, ...nowhere } = known('plex', { missing: ['url', 'token'] });
    const list = () => [known('sonarr'), known('radarr'), known('prowlarr', { missing: ['api_key'] }), nowhere];

    expect(await readReach({ services: { list }, probe })).toEqual([
      { instance: 'sonarr', configured: true, reachable: true },
      { instance: 'radarr', configured: true, reachable: false },
      { instance: 'prowlarr', configured: false, reachable: true },
      { instance: 'plex', configured: false },
    ]);
  });

  it('waits for none that says nothing', async () => {
    const sources = { services: { list: () => [known('lidarr')] }, probe };

    expect(await readReach(sources, { timeLimitMs: 1 })).toEqual([
      { instance: 'lidarr', configured: true, reachable: false },
    ]);
  });
});
