import { afterEach, describe, expect, it } from 'vitest';

import {
  type FakeEngine,
  dockerVersion,
  podmanVersion,
  socketInNewFolder,
  startFakeEngine,
} from '../testing/fake-engine.ts';
import { textWith } from '../testing/text-with.ts';
import { listCandidates } from './detect-runtime.ts';
import { LazyRuntime } from './lazy-runtime.ts';

const engines: FakeEngine[] = [];

afterEach(async () => {
  await Promise.all(engines.splice(0).map(async (engine) => engine.close()));
});

async function engineAt(version: string, at = socketInNewFolder()): Promise<FakeEngine> {
  const answers = {
    'GET /version': version,
    'GET /info': '{"SecurityOptions":["name=rootless"]}',
    'GET /containers/json': '[]',
    'GET /v4.0.0/libpod/containers/json': '[]',
  };
  const engine = await startFakeEngine(answers, at);
  engines.push(engine);
  return engine;
}

describe('listCandidates', () => {
  const host = { runtimeDir: '/run/user/1001', uid: 1001 };

  it('prefers rootless Podman, then Podman, rootless Docker and Docker', () => {
    expect(listCandidates({ runtime: 'auto', ...host })).toEqual([
      '/run/user/1001/podman/podman.sock',
      '/run/podman/podman.sock',
      '/run/user/1001/docker.sock',
      '/var/run/docker.sock',
    ]);
  });

  it('looks in the user directory of the uid when the environment names none', () => {
    expect(listCandidates({ runtime: 'podman', uid: 1001 })).toEqual([
      '/run/user/1001/podman/podman.sock',
      '/run/podman/podman.sock',
    ]);
  });

  it('tries Docker alone when told so', () => {
    expect(listCandidates({ runtime: 'docker', ...host })).toEqual([
      '/run/user/1001/docker.sock',
      '/var/run/docker.sock',
    ]);
  });

  it('tries an explicit socket alone, as a path or an address', () => {
    expect(listCandidates({ runtime: 'auto', socketPath: 'unix:///run/x.sock', ...host })).toEqual(['/run/x.sock']);
  });

  it('tries nothing when it is switched off', () => {
    expect(listCandidates({ runtime: 'none', socketPath: '/run/x.sock', ...host })).toEqual([]);
  });
});

describe('LazyRuntime', () => {
  it.each([
    ['podman', podmanVersion, '/v4.0.0/libpod/containers/json?all=true'],
    ['docker', dockerVersion, '/containers/json?all=true'],
  ])('asks the engine whether it is %s', async (kind, version, list) => {
    const { socketPath, requests } = await engineAt(version);
    const runtime = new LazyRuntime({ runtime: 'auto', socketPath });

    await runtime.list();

    expect(requests).toEqual(['GET /version', `GET ${list}`]);
    await expect(runtime.info()).resolves.toMatchObject({ kind, rootless: true, socketPath });
  });

  it('tells how to switch it on when it is off', async () => {
    await expect(new LazyRuntime({ runtime: 'none' }).list()).rejects.toMatchObject({
      code: 'unavailable',
      hint: textWith('ARR_MCP_CONTAINER_RUNTIME'),
    });
  });

  it('starts without a runtime and finds it when it comes', async () => {
    const socketPath = socketInNewFolder();
    let now = 0;
    const runtime = new LazyRuntime({ runtime: 'auto', socketPath }, { now: () => now });
    await expect(runtime.list()).rejects.toMatchObject({ code: 'unavailable' });

    await engineAt(podmanVersion, socketPath);
    await expect(runtime.list()).rejects.toMatchObject({ code: 'unavailable' });
    now = 3000;

    await expect(runtime.list()).resolves.toEqual([]);
  });

  it('finds another engine at the same socket after an outage', async () => {
    const first = await engineAt(podmanVersion);
    let now = 0;
    const runtime = new LazyRuntime({ runtime: 'auto', socketPath: first.socketPath }, { now: () => now });
    await runtime.list();
    await first.stop();
    await expect(runtime.list()).rejects.toMatchObject({ code: 'unavailable' });
    now = 10_000;

    await engineAt(dockerVersion, first.socketPath);

    await expect(runtime.info()).resolves.toMatchObject({ kind: 'docker' });
  });

  it('asks once for callers who want the same list at the same time', async () => {
    const { socketPath, requests } = await engineAt(podmanVersion);
    const runtime = new LazyRuntime({ runtime: 'auto', socketPath });

    await Promise.all([runtime.list(), runtime.list(), runtime.list()]);

    expect(requests).toHaveLength(2);
  });

  it('lets one caller leave while the others get their list', async () => {
    const { socketPath } = await engineAt(podmanVersion);
    const runtime = new LazyRuntime({ runtime: 'auto', socketPath });

    const [leaver, stayer] = await Promise.allSettled([runtime.list({ signal: AbortSignal.abort() }), runtime.list()]);

    expect(leaver).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } });
    expect(stayer).toMatchObject({ status: 'fulfilled', value: [] });
  });

  it('tells every socket it tried', async () => {
    const runtime = new LazyRuntime({ runtime: 'podman', runtimeDir: '/nonexistent', uid: 4_000_000 });
    await expect(runtime.list()).rejects.toMatchObject({
      details: {
        tried: [textWith('/nonexistent/podman/podman.sock'), textWith('4000000'), textWith('/run/podman')],
      },
    });
  });
});
