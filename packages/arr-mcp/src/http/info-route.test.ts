import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';

import { AppError } from '../errors.ts';
import { fakeSources, fakeStatus } from '../testing/status-sources.ts';
import { infoRoute } from './info-route.ts';

const tools = [{ toolset: 'containers' }, { toolset: 'stacks' }, { toolset: 'containers' }];

const reach = { get: async () => [{ instance: 'sonarr', configured: true, reachable: false }] };

const gone = async (): Promise<never> => {
  throw new AppError('unavailable', 'nobody is there');
};

describe('GET /info', () => {
  it('names versions and services, and counts the tools of each toolset', async () => {
    const app = Fastify();
    await app.register(infoRoute, { version: '1.2.3', tools, reach, status: { get: async () => fakeStatus() } });

    expect((await app.inject('/info')).json()).toEqual({
      name: 'arr-mcp',
      version: '1.2.3',
      runtime: { state: 'ready', kind: 'podman', version: '5.4.2', rootless: true },
      helper: { state: 'ready', version: '0.1.0' },
      services: [{ instance: 'sonarr', configured: true, reachable: false }],
      toolsets: { containers: 2, stacks: 1 },
    });
  });

  it('says why the helper is not there', async () => {
    const status = { get: async () => fakeStatus({}, { helper: { call: fakeSources().helper.call, health: gone } }) };
    const app = Fastify();
    await app.register(infoRoute, { version: '1.2.3', tools, reach, status });

    expect((await app.inject('/info')).json()).toMatchObject({
      helper: { state: 'unavailable', reason: 'nobody is there' },
    });
  });
});
