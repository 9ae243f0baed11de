import { describe, expect, it } from 'vitest';

import type { ContainerSpec } from '../host/container-spec.ts';
import { DemoHost } from '../host/demo-host.ts';
import { findDifferences, readRecorded } from '../testing/recorded.ts';
import { lacksShared } from '../testing/shared.ts';
import { createPodmanStandIn } from './podman-stand-in.ts';

const now = new Date('2026-11-21T12:00:00Z');
const list = '/v4.0.0/libpod/containers/json?all=true';
const inspect = (name: string) => `/v4.0.0/libpod/containers/${name}/json`;

const sonarr: ContainerSpec = {
  name: 'sonarr',
  image: 'lscr.io/linuxserver/sonarr:4.0.19',
  compose: { stack: 'media', service: 'sonarr', workingDir: '/stacks/media' },
  port: { host: 40_001, container: 8989 },
  environment: { TZ: 'Etc/UTC' },
  mounts: [{ source: '/services/sonarr', target: '/config' }],
  healthCheck: { command: 'curl -sf http://localhost:8989/ping' },
  says: [{ text: 'first' }, { text: 'second', stream: 'stderr' }],
  startedMinutesAgo: 60,
};
const specs: readonly ContainerSpec[] = [
  sonarr,
  {
    name: 'gluetun',
    image: 'gluetun:v3',
    healthCheck: { command: 'check', fails: 'i/o timeout' },
    startedMinutesAgo: 9,
  },
  { name: 'bazarr', image: 'bazarr:1', ended: { minutesAgo: 5, exitCode: 1, says: 'locked' }, startedMinutesAgo: 9 },
  { name: 'plex', image: 'plex:1', unit: 'plex.service', startedMinutesAgo: 9 },
];

function createEngine() {
  const host = new DemoHost(specs, () => now);
  const engine = createPodmanStandIn(host);
  const send = async (path: string, method = 'GET') => engine.fetch(new Request(`http://localhost${path}`, { method }));
  const read = async (path: string): Promise<unknown> => (await send(path)).json();
  return { host, send, read };
}

// Their keys are names of whoever made the container; and the recorded hosts had no memory controller.
const unrecorded = /\.(?:Labels|ExposedPorts|Ports|PortBindings|Annotations|memory_stats)\./;

describe.skipIf(lacksShared)('an answer of the stand-in for Podman', () => {
  it.each([
    ['/version', ['podman/version.json']],
    ['/info', ['podman/info.json']],
    [list, ['podman/libpod-containers-list.json']],
    [inspect('sonarr'), ['podman/libpod-container-inspect.json', 'podman/libpod-container-inspect-healthy.json']],
    [inspect('gluetun'), ['podman/libpod-container-inspect.json', 'podman/libpod-container-inspect-healthy.json']],
    ['/containers/sonarr/stats?stream=false', ['podman/container-stats.json', 'docker/container-stats.json']],
    [inspect('nosuch'), ['podman/libpod-error-no-such-container.json']],
  ])('has nothing at %s that a real one does not have', async (path, recorded) => {
    const answer = await createEngine().read(path);

    const differences = findDifferences(answer, recorded.map(readRecorded));

    expect(differences.filter((each) => !unrecorded.test(each))).toEqual([]);
  });

  it('lists a container with every key that a real one has', async () => {
    const [listed] = (await createEngine().read(list)) as [object];
    const [recorded] = readRecorded('podman/libpod-containers-list.json') as [object];

    expect(Object.keys(listed).toSorted()).toEqual(Object.keys(recorded).toSorted());
  });
});

describe('the comparison with what was recorded', () => {
  it('finds a key that is not there and a value of another type', () => {
    const recorded = [{ State: { Running: true }, Names: ['a'] }];

    expect(findDifferences({ State: { Runs: true }, Names: [1] }, recorded)).toEqual([
      '.State.Runs: is not recorded',
      '.Names[0]: number',
    ]);
  });
});

describe('the stand-in for Podman', () => {
  it('tells state, health and exit code', async () => {
    expect(await createEngine().read(list)).toMatchObject([
      { Names: ['sonarr'], State: 'running', Status: 'healthy' },
      { Names: ['gluetun'], State: 'running', Status: 'unhealthy' },
      { Names: ['bazarr'], State: 'exited', ExitCode: 1 },
      { Names: ['plex'], Labels: { PODMAN_SYSTEMD_UNIT: 'plex.service' } },
    ]);
  });

  it('starts and stops, and says when there was nothing to do', async () => {
    const { host, send } = createEngine();

    expect((await send('/containers/bazarr/start', 'POST')).status).toBe(204);
    expect((await send('/containers/bazarr/start', 'POST')).status).toBe(304);
    expect((await send('/containers/sonarr/stop', 'POST')).status).toBe(204);
    expect((await send('/containers/sonarr/stop', 'POST')).status).toBe(304);
    expect(host.list().map(({ isRunning }) => isRunning)).toEqual([false, true, true, true]);
  });

  it('starts the time of a container anew when it is started again', async () => {
    const { read, send } = createEngine();

    await send('/containers/gluetun/restart', 'POST');

    expect(await read(inspect('gluetun'))).toMatchObject({
      State: { StartedAt: now.toISOString(), Health: { Status: 'starting' } },
    });
  });

  it('mends by a new start what a health check complains about', async () => {
    let time = now;
    const host = new DemoHost(specs, () => time);
    const engine = createPodmanStandIn(host);

    await engine.fetch(new Request('http://localhost/containers/gluetun/restart', { method: 'POST' }));
    time = new Date(now.getTime() + 60_000);

    expect(host.find('gluetun')?.health(time)).toBe('healthy');
  });

  it('removes what runs only by force', async () => {
    const { host, send } = createEngine();

    expect((await send('/containers/sonarr', 'DELETE')).status).toBe(500);
    expect((await send('/containers/sonarr?force=true', 'DELETE')).status).toBe(204);
    expect(host.find('sonarr')).toBeUndefined();
  });

  it('removes a container of a Quadlet when it ends', async () => {
    const { host, send } = createEngine();

    await send('/containers/plex/stop', 'POST');

    expect(host.find('plex')).toBeUndefined();
  });

  it('sends the last lines in frames that name their stream', async () => {
    const { send } = createEngine();
    const query = 'stdout=true&stderr=true&timestamps=true&tail=2';

    const bytes = Buffer.from(await (await send(`/containers/sonarr/logs?${query}`)).arrayBuffer());

    expect([...bytes.subarray(0, 4), bytes.readUInt32BE(4)]).toEqual([2, 0, 0, 0, 32]);
    expect(bytes.toString()).toContain('2026-11-21T11:56:00.000Z second\n');
    expect(bytes.toString()).toContain('2026-11-21T12:00:00.000Z first\n');
  });

  it('sends only what was written since then, and of one stream', async () => {
    const { send } = createEngine();
    const since = new Date(now.getTime() - 10 * 60_000).getTime() / 1000;

    const text = await (await send(`/containers/sonarr/logs?stderr=true&since=${since}`)).text();

    expect(text.match(/second/g)).toHaveLength(1);
    expect(text).not.toContain('first');
  });
});
