import { afterEach, describe, expect, it } from 'vitest';

import { type FakeEngine, startFakeEngine } from '../testing/fake-engine.ts';
import { allowedCalls, isAllowedCall } from './allowed-calls.ts';
import { toContainerName } from './container-name.ts';
import { DockerodeRuntime } from './dockerode-runtime.ts';
import { EngineModem } from './engine-modem.ts';

describe('the calls that arr-mcp may make', () => {
  it.each([
    ['GET', '/version', {}],
    ['GET', '/containers/json', { all: 'true' }],
    ['GET', '/v4.0.0/libpod/containers/json', { all: 'true' }],
    ['GET', '/containers/sonarr/logs', { stdout: 'true', tail: '10' }],
    ['POST', '/containers/sonarr/restart', {}],
    ['DELETE', '/containers/sonarr', { force: 'true' }],
  ])('include %s %s', (method, path, query) => {
    expect(isAllowedCall({ method, path, query })).toBe(true);
  });

  it.each([
    ['POST', '/containers/create', {}],
    ['POST', '/containers/sonarr/exec', {}],
    ['POST', '/exec/abc/start', {}],
    ['POST', '/containers/prune', {}],
    ['POST', '/containers/sonarr/kill', {}],
    ['PUT', '/containers/sonarr/archive', {}],
    ['GET', '/containers/sonarr/archive', {}],
    ['POST', '/build', {}],
    ['POST', '/images/create', {}],
    ['DELETE', '/volumes/media', {}],
    ['DELETE', '/containers/sonarr', { force: 'true', v: 'true' }],
    ['GET', '/containers/sonarr/logs', { follow: 'true' }],
    ['GET', '/containers/../images/json', {}],
    ['GET', '/containers/a/b/json', {}],
    ['GET', '/containers/sonarr/json\n', {}],
    ['GET', '/v4x0x0/libpod/containers/json', {}],
    ['get', '/version', {}],
  ])('do not include %s %s %o', (method, path, query) => {
    expect(isAllowedCall({ method, path, query })).toBe(false);
  });

  it('are twelve', () => {
    expect(allowedCalls).toHaveLength(12);
  });
});

describe('EngineModem', () => {
  let engine: FakeEngine;
  afterEach(async () => engine.close());

  it('sends nothing that is not in the list', async () => {
    engine = await startFakeEngine({ 'POST /containers/create': '{}' });
    const modem = new EngineModem(engine.socketPath);

    await expect(modem.read({ method: 'POST', path: '/containers/create', query: {} })).rejects.toMatchObject({
      code: 'refused',
    });

    expect(engine.requests).toEqual([]);
  });

  it.each([
    '',
    '../../images/json',
    '-v',
    '.hidden',
    'a b',
    'sonarr\n',
    'sonarr?all=1',
    'sоnarr',
    'a'.repeat(254),
    'a/b',
    'a\0',
  ])('is never reached with the name %j', async (name) => {
    engine = await startFakeEngine({});
    const runtime = new DockerodeRuntime({ socketPath: engine.socketPath, kind: 'docker', version: '26' });

    for (const call of [
      runtime.get(name),
      runtime.remove(name),
      runtime.logs(name, { lines: 1 }),
      runtime.stats(name),
    ]) {
      await expect(call).rejects.toMatchObject({ code: 'invalid_argument' });
    }

    expect(engine.requests).toEqual([]);
  });
});

describe('a container name', () => {
  it.each(['sonarr', 'a', '68ca23b96a3b-infra', 'rt_1.x-y', 'a'.repeat(253)])('may be %s', (name) => {
    expect(toContainerName(name)).toBe(name);
  });
});
