import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type FakeEngine, startFakeEngine } from '../testing/fake-engine.ts';
import { lacksShared, readRecorded } from '../testing/shared.ts';
import { textWith } from '../testing/text-with.ts';
import { DockerodeRuntime } from './dockerode-runtime.ts';

const refusal =
  (status: number, file: string) =>
  (_request: unknown, response: { writeHead: (status: number) => { end: (body: Buffer) => void } }): void =>
    response.writeHead(status).end(readRecorded(file));

function answersOf(engine: 'podman' | 'docker') {
  const read = (file: string): Buffer => readRecorded(`${engine}/${file}`);
  return {
    'GET /version': read('version.json'),
    'GET /info': read('info.json'),
    'GET /containers/json': read('containers-list.json'),
    'GET /containers/rec-sonarr/json': read('container-inspect.json'),
    'GET /containers/rec-health/json': read('container-inspect-healthy.json'),
    'GET /containers/rec-sonarr/logs': read('container-logs.bin.base64'),
    'GET /containers/stopped/json': read('container-inspect-stopped.json'),
    'GET /containers/nosuch/json': refusal(404, `${engine}/error-no-such-container.json`),
    'DELETE /containers/rec-sonarr': refusal(engine === 'podman' ? 500 : 409, `${engine}/error-remove-running.json`),
    'POST /containers/rec-sonarr/start': (
      _request: unknown,
      response: { writeHead: (status: number) => { end: () => void } },
    ) => response.writeHead(304).end(),
  };
}

function podmanAnswers() {
  const own = '/v4.0.0/libpod/containers';
  return {
    ...answersOf('podman'),
    [`GET ${own}/json`]: readRecorded('podman/libpod-containers-list.json'),
    [`GET ${own}/rec-sonarr/json`]: readRecorded('podman/libpod-container-inspect.json'),
    [`GET ${own}/rec-health/json`]: readRecorded('podman/libpod-container-inspect-healthy.json'),
    [`GET ${own}/stopped/json`]: readRecorded('podman/container-inspect-stopped.json'),
    [`GET ${own}/nosuch/json`]: refusal(404, 'podman/libpod-error-no-such-container.json'),
  };
}

describe.skipIf(lacksShared).each(['podman', 'docker'] as const)('the recorded answers of %s', (kind) => {
  let engine: FakeEngine;
  let runtime: DockerodeRuntime;

  beforeAll(async () => {
    engine = await startFakeEngine(kind === 'podman' ? podmanAnswers() : answersOf('docker'));
    runtime = new DockerodeRuntime({ socketPath: engine.socketPath, kind, version: '' }, { statsPauseMs: 0 });
  });
  afterAll(async () => engine.close());

  it('tell engine, version and whether it is rootless', async () => {
    const version = kind === 'podman' ? '5.4.2' : '26.1.5+dfsg1';
    await expect(runtime.info()).resolves.toMatchObject({ kind, version, rootless: kind === 'podman' });
  });

  it('list the containers by name with state, health, ports and project', async () => {
    const containers = await runtime.list();

    expect(containers.map(({ name, state, health }) => ({ name, state, health }))).toEqual([
      { name: 'rec-health', state: 'running', health: 'healthy' },
      { name: 'rec-sonarr', state: 'running', health: undefined },
    ]);
    expect(containers[1]).toMatchObject({
      image: 'lscr.io/linuxserver/sonarr:4.0.14',
      createdAt: textWith(/^2026-11-21T02:35:4/),
      ports: [{ containerPort: 8989, protocol: 'tcp', hostPort: 18997, hostIp: '127.0.0.1' }],
      compose: { project: 'rec', service: 'sonarr', oneOff: false },
      isInfra: false,
    });
    expect(containers[1]).not.toHaveProperty('exitCode');
  });

  it('show one container in full', async () => {
    const details = await runtime.get('rec-sonarr');

    expect(details).toMatchObject({
      name: 'rec-sonarr',
      image: 'lscr.io/linuxserver/sonarr:4.0.14',
      restartPolicy: 'unless-stopped',
      restarts: 0,
      command: ['/bin/stub'],
      environment: { PUID: '911', TZ: 'Etc/UTC' },
      mounts: [{ type: 'volume', target: '/config', readOnly: false }],
      logDriver: kind === 'podman' ? 'journald' : 'json-file',
    });
    expect(details).not.toHaveProperty('error');
    expect(details).not.toHaveProperty('finishedAt');
  });

  it('show the health check and its results', async () => {
    const details = await runtime.get('rec-health');
    expect(details).toMatchObject({ health: 'healthy', healthLog: [{ exitCode: 0, output: '' }] });
  });

  it('show how a stopped container ended', async () => {
    const details = await runtime.get('stopped');
    expect(details).toMatchObject({ state: 'exited', exitCode: 0 });
    expect(details.finishedAt).toMatch(/^2026-11-21T/);
  });

  it('read the log with stream and time of each line', async () => {
    const lines = await runtime.logs('rec-sonarr', { lines: 2 });

    expect(lines.map(({ stream, text }) => `${stream} ${text}`)).toEqual([
      'stderr [Warn] sonarr: this line goes to stderr',
      'stdout [Info] sonarr: listening on port 8989',
    ]);
    expect(lines[0]?.time).toMatch(/^2026-11-21T02:35:\d\d\.\d{3}Z$/);
  });

  it('tell that there is no such container', async () => {
    await expect(runtime.get('nosuch')).rejects.toMatchObject({
      code: 'not_found',
      hint: 'container_list shows the names.',
    });
  });

  it('tell a refused removal as a conflict, Podman with its status 500 too', async () => {
    await expect(runtime.remove('rec-sonarr')).rejects.toMatchObject({ code: 'conflict' });
  });

  it('take "already started" for done', async () => {
    await expect(runtime.start('rec-sonarr')).resolves.toBeUndefined();
  });
});

describe('a list of containers', () => {
  let engine: FakeEngine;
  afterAll(async () => engine.close());

  it('is read anew when it has changed, and is the caller’s own', async () => {
    const answers = ['[{"Id":"b","Names":["b"]},{"Id":"a","Names":["a"]}]', '[{"Id":"c","Names":["c"]}]'];
    const bodies = [answers[0], answers[0], answers[1]];
    engine = await startFakeEngine({
      'GET /v4.0.0/libpod/containers/json': (_request, response) => response.end(bodies.shift()),
    });
    const runtime = new DockerodeRuntime({ socketPath: engine.socketPath, kind: 'podman', version: '5.4.2' });
    const names = async (): Promise<string[]> => (await runtime.list()).splice(0).map(({ name }) => name);

    expect(await names()).toEqual(['a', 'b']);
    expect(await names()).toEqual(['a', 'b']);
    expect(await names()).toEqual(['c']);
  });
});
