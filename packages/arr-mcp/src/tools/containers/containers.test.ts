import { describe, expect, it } from 'vitest';

import { AppError } from '../../errors.ts';
import { container, containerDetails } from '../../testing/containers.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

const three = [
  container({
    name: 'plex',
    image: 'plexinc/pms-docker:1',
    health: 'unhealthy',
    compose: { project: 'media', oneOff: false },
  }),
  container({ name: 'radarr', state: 'exited', exitCode: 1 }),
  container({
    name: 'sonarr',
    startedAt: new Date(Date.now() - 3_600_000).toISOString(),
    ports: [
      { containerPort: 8989, protocol: 'tcp', hostPort: 18_989, hostIp: '127.0.0.1' },
      { containerPort: 9898, protocol: 'tcp' },
    ],
    unit: 'sonarr.service',
  }),
];
const listing = new ToolBench({
  runtime: { list: () => Promise.resolve([...three, container({ name: 'pause', isInfra: true })]) },
});

describe('container_list', () => {
  it('B1 shows state, health, uptime, published ports and the owner, without pause containers', async () => {
    const { items, total } = await listing.call('container_list');

    expect(total).toBe(3);
    expect(items).toEqual([
      {
        name: 'plex',
        id: 'a1b2c3d4e5f6',
        image: 'plexinc/pms-docker:1',
        state: 'running',
        health: 'unhealthy',
        stack: 'media',
      },
      { name: 'radarr', id: 'a1b2c3d4e5f6', image: 'lscr.io/linuxserver/sonarr:4.0.14', state: 'exited', exit_code: 1 },
      expect.objectContaining({
        name: 'sonarr',
        uptime_seconds: expect.closeTo(3600, -1) as number,
        ports: ['127.0.0.1:18989->8989/tcp'],
        unit: 'sonarr.service',
      }),
    ]);
  });

  it.each([
    [{ state: 'running' }, ['plex', 'sonarr']],
    [{ state: 'stopped' }, ['radarr']],
    [{ state: 'unhealthy' }, ['plex']],
    [{ stack: 'media' }, ['plex']],
    [{ name: 'PMS' }, ['plex']],
    [{ name: 'nothing' }, []],
    [{ limit: 1 }, ['plex']],
  ])('B1 with %j gives %j', async (filter, names) => {
    const { items } = await listing.call('container_list', filter);

    expect((items as { name: string }[]).map(({ name }) => name)).toEqual(names);
  });

  it('tells that there is no runtime and what to do', async () => {
    const absent = new AppError('unavailable', 'no container runtime answers', { hint: 'Start podman.socket.' });
    const bench = new ToolBench({ runtime: { list: () => Promise.reject(absent) } });

    await expect(bench.call('container_list')).rejects.toMatchObject({
      code: 'unavailable',
      hint: 'Start podman.socket.',
    });
  });
});

describe('container_inspect', () => {
  const bench = new ToolBench({
    runtime: {
      get: () =>
        Promise.resolve(
          containerDetails({
            state: 'exited',
            exitCode: 137,
            oomKilled: true,
            environment: { TZ: 'UTC', SONARR_API_KEY: 'canary-1' },
            labels: { 'traefik.auth': 'canary-2' },
            command: ['--token=canary-3'],
            mounts: [{ type: 'bind', source: '/media-server/tv', target: '/tv', readOnly: true }],
            healthLog: [{ at: '2026-01-01T00:00:00Z', exitCode: 1, output: 'http://u:canary-4@plex refused' }],
          }),
        ),
    },
  });

  it('shows why it ended, and keeps the long parts for detailed', async () => {
    const answer = await bench.call('container_inspect', { name: 'sonarr' });

    expect(answer).toMatchObject({ exit_code: 137, oom_killed: true, mounts: ['/media-server/tv:/tv:ro'] });
    expect(answer).not.toHaveProperty('environment');
  });

  it('masks every secret', async () => {
    const answer = await bench.call('container_inspect', { name: 'sonarr', detail: 'detailed' });

    expect(answer).toMatchObject({
      environment: { TZ: 'UTC', SONARR_API_KEY: '********' },
      command: ['--token=********'],
    });
    expect(JSON.stringify(answer)).not.toContain('canary');
  });
});

describe('container_start', () => {
  it('B2 looks how the container stands after the engine accepted it', async () => {
    const failed = containerDetails({ state: 'exited', exitCode: 126 });
    const bench = new ToolBench({ runtime: { start: () => Promise.resolve(), get: () => Promise.resolve(failed) } });

    expect(await bench.call('container_start', { name: 'sonarr' })).toEqual({
      name: 'sonarr',
      state: 'exited',
      exit_code: 126,
    });
  });
});

describe.each([
  ['container_start', 'start'],
  ['container_restart', 'restart'],
] as const)('%s', (tool, method) => {
  it('B2 B4 acts on the container of that name, and tells how it stands then', async () => {
    const done: string[] = [];
    const bench = new ToolBench({
      runtime: {
        [method]: (name: string) => {
          done.push(name);
          return Promise.resolve();
        },
        get: () => Promise.resolve(containerDetails({ state: 'running', health: 'starting' })),
      },
    });

    expect(await bench.call(tool, { name: 'sonarr' })).toEqual({
      name: 'sonarr',
      state: 'running',
      health: 'starting',
    });
    expect(done).toEqual(['sonarr']);
  });
});

describe.each([
  ['container_stop', 'stop'],
  ['container_remove', 'remove'],
] as const)('%s', (tool, method) => {
  function benchWith(states: ('running' | 'exited')[]) {
    const done: string[] = [];
    const get = () => Promise.resolve(containerDetails({ state: states.length > 1 ? states.shift()! : states[0]! }));
    const bench = new ToolBench({
      runtime: {
        get,
        [method]: (id: string) => {
          done.push(id);
          return Promise.resolve();
        },
      },
    });
    return { bench, done };
  }

  it('B3 B5 does nothing without a token, and says what it would do', async () => {
    const { bench, done } = benchWith(['running']);

    const preview = await bench.call(tool, { name: 'sonarr' });

    expect(preview).toMatchObject({
      status: 'confirmation_required',
      confirmation_token: expect.any(String) as string,
    });
    expect(preview['summary']).toMatch(/sonarr \(running, lscr\.io\/linuxserver\/sonarr:4\.0\.14\)/);
    expect(done).toEqual([]);
  });

  it('B3 B5 acts once on the container that was shown', async () => {
    const { bench, done } = benchWith(['running']);

    const { done: answer } = await bench.confirm(tool, { name: 'sonarr' });

    expect(answer['status']).toBe('done');
    expect(done).toEqual([containerDetails().id]);
  });

  it('asks again when the container has changed meanwhile', async () => {
    const { bench, done } = benchWith(['running', 'exited']);

    const { done: answer } = await bench.confirm(tool, { name: 'sonarr' });

    expect(answer).toMatchObject({ status: 'confirmation_required', note: expect.stringMatching(/changed/) as string });
    expect(done).toEqual([]);
  });
});

describe('container_logs', () => {
  const lines = [
    { stream: 'stdout' as const, time: '2026-01-01T00:00:01.123456789Z', text: 'started' },
    { stream: 'stderr' as const, text: 'database is locked' },
  ];

  it('B6 labels the streams and cuts times to seconds', async () => {
    const bench = new ToolBench({ runtime: { logs: () => Promise.resolve(lines) } });

    expect(await bench.call('container_logs', { name: 'sonarr' })).toEqual({
      name: 'sonarr',
      lines: ['2026-01-01T00:00:01Z out started', 'err database is locked'],
    });
  });

  it('B6 asks for the last hundred lines, and for more of them when it has to search', async () => {
    const asked: number[] = [];
    const bench = new ToolBench({
      runtime: {
        logs: (_name, options) => {
          asked.push(options.lines);
          return Promise.resolve(lines);
        },
      },
    });

    await bench.call('container_logs', { name: 'sonarr' });
    expect(await bench.call('container_logs', { name: 'sonarr', grep: 'LOCKED', lines: 5 })).toMatchObject({
      lines: ['err database is locked'],
    });
    expect(asked).toEqual([100, 5000]);
  });
});

describe('container_stats', () => {
  it('B7 tells CPU, memory and network of every container that runs', async () => {
    const figures = { memoryBytes: 3e8, memoryLimitBytes: 8e9, networkReceivedBytes: 5000, networkSentBytes: 700 };
    const stats = ['plex', 'sonarr'].map((name) => ({ id: name, name, cpuPercent: 3, ...figures }));
    const asked: unknown[] = [];
    const bench = new ToolBench({
      runtime: {
        stats: (name) => {
          asked.push(name);
          return Promise.resolve({ stats, failed: [] });
        },
      },
    });

    const { items } = await bench.call('container_stats');

    expect(asked).toEqual([undefined]);
    expect(items).toEqual(
      ['plex', 'sonarr'].map((name) => ({
        name,
        cpu_percent: 3,
        memory_bytes: 3e8,
        memory_limit_bytes: 8e9,
        network_received_bytes: 5000,
        network_sent_bytes: 700,
      })),
    );
  });

  it('B7 leaves out what the host cannot give, and names what failed', async () => {
    const stats = [{ id: '1', name: 'sonarr', cpuPercent: 12.345 }];
    const bench = new ToolBench({ runtime: { stats: () => Promise.resolve({ stats, failed: ['plex'] }) } });

    expect(await bench.call('container_stats')).toEqual({
      items: [{ name: 'sonarr', cpu_percent: 12.3 }],
      total: 1,
      failed: ['plex'],
    });
  });
});
