import { describe, expect, it } from 'vitest';

import { AppError } from '../../errors.ts';
import { container } from '../../testing/containers.ts';
import { fakeHelper } from '../../testing/fake-helper.ts';
import { type FakeServices, ToolBench } from '../../testing/tool-bench.ts';

const text =
  'services:\n  sonarr:\n    image: sonarr:4\n    ports: ["8989:8989"]\n  radarr:\n    image: radarr:5\n    ports: ["7878:7878"]\n';
const folder = { name: 'media' as never, path: '/opt/stacks/media', composeFile: 'compose.yaml' as const };
const origin = (service: string) => ({ project: 'media', service, workingDir: '/opt/stacks/media', oneOff: false });
const sonarr = container({ compose: origin('sonarr') });
const radarr = container({ name: 'radarr', compose: origin('radarr') });

function host(helperAnswers: Parameters<typeof fakeHelper>[0] = {}, containers = [sonarr]) {
  const helper = fakeHelper({ systemd_list: { units: [] }, quadlet_list: { quadlets: [] }, ...helperAnswers });
  const services: FakeServices = {
    runtime: { list: () => Promise.resolve(containers) },
    stacks: { list: () => Promise.resolve([folder]), read: () => Promise.resolve({ stack: folder, text }) },
    helper,
  };
  return { bench: new ToolBench(services), services, operations: () => helper.asked.map(([name]) => name) };
}

describe('stack_list', () => {
  it('B8 tells health and why', async () => {
    expect(await host().bench.call('stack_list')).toEqual({
      items: [
        {
          stack: 'media',
          kind: 'compose',
          health: 'degraded',
          reason: 'radarr: has no container',
          running: 1,
          services: 2,
        },
      ],
      total: 1,
    });
  });

  it('filters by health', async () => {
    expect(await host().bench.call('stack_list', { health: 'healthy' })).toMatchObject({ total: 0 });
  });

  it('goes on without the helper and says so', async () => {
    const { services } = host();
    const helper = { call: () => Promise.reject(new AppError('unavailable', 'the helper does not answer')) };
    const bench = new ToolBench({ ...services, helper });

    expect(await bench.call('stack_list')).toMatchObject({
      total: 1,
      unavailable: ['units: the helper does not answer', 'quadlets: the helper does not answer'],
    });
  });
});

describe('stack_get', () => {
  it('shows each service', async () => {
    expect(await host().bench.call('stack_get', { stack: 'media' })).toMatchObject({
      items: [
        { service: 'sonarr', state: 'running', health: 'healthy' },
        { service: 'radarr', state: 'missing', health: 'down', reason: 'has no container' },
      ],
    });
  });

  it('points to the names for a stack that is not there', async () => {
    await expect(host().bench.call('stack_get', { stack: 'nope' })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('does not say "not found" when it could not look everywhere', async () => {
    const { services } = host();
    const stacks = { list: () => Promise.reject(new AppError('unavailable', 'the stacks directory cannot be read')) };
    const bench = new ToolBench({ ...services, runtime: { list: () => Promise.resolve([]) }, stacks });

    await expect(bench.call('stack_get', { stack: 'media' })).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('stack_up', () => {
  it('B9 runs compose through the helper and tells how the stack stands', async () => {
    const { bench, operations } = host({ stack_up: { output: 'created radarr' } }, [sonarr, radarr]);

    expect(await bench.call('stack_up', { stack: 'media' })).toMatchObject({
      health: 'healthy',
      output: 'created radarr',
    });
    expect(operations()).toContain('stack_up');
  });

  it("brings compose's own last lines when it fails", async () => {
    const failure = new AppError('command_failed', 'compose failed', { details: { last_output: 'port is taken' } });
    const { bench } = host({
      stack_up: () => {
        throw failure;
      },
    });

    await expect(bench.call('stack_up', { stack: 'media' })).rejects.toMatchObject({
      details: { last_output: 'port is taken' },
    });
  });

  it('starts the units of a stack that runs as Quadlets', async () => {
    const units = ['sonarr', 'radarr'].map((name) => ({
      unit: `${name}.service`,
      description: name,
      load: 'loaded',
      active: 'inactive',
      sub: 'dead',
    }));
    const quadlets = ['sonarr', 'radarr'].map((name) => ({
      name,
      kind: 'container',
      unit: `${name}.service`,
      size_bytes: 1,
      modified: '',
    }));
    const { bench, operations } = host({ systemd_list: { units }, quadlet_list: { quadlets }, systemd_start: {} }, []);

    await bench.call('stack_up', { stack: 'media' });

    expect(operations().filter((name) => name === 'systemd_start')).toHaveLength(2);
    expect(operations()).not.toContain('stack_up');
  });

  it('refuses a project whose folder is gone', async () => {
    const orphan = container({ compose: { project: 'old', service: 'sonarr', oneOff: false } });

    await expect(host({}, [orphan]).bench.call('stack_up', { stack: 'old' })).rejects.toMatchObject({
      code: 'refused',
    });
  });
});

describe('stack_pull', () => {
  it('B11 leaves what runs as it is', async () => {
    const { bench, operations } = host({ stack_pull: { output: 'pulled' } });

    expect(await bench.call('stack_pull', { stack: 'media' })).toMatchObject({ output: 'pulled' });
    expect(operations().filter((name) => name.startsWith('stack_'))).toEqual(['stack_pull']);
  });
});

describe('stack_down', () => {
  it('B10 names the containers that go, and takes them down only after consent', async () => {
    const { bench, operations } = host({ stack_down: {} }, [sonarr, radarr]);

    const preview = await bench.call('stack_down', { stack: 'media' });
    expect(preview['summary']).toBe(
      'Stops and removes the containers of media: sonarr, radarr. Volumes and files stay; stack_up makes them anew.',
    );
    expect(operations()).not.toContain('stack_down');

    await bench.call('stack_down', { stack: 'media', confirmation_token: preview['confirmation_token'] });
    expect(operations()).toContain('stack_down');
  });
});

describe('stack_restart', () => {
  it('B12 restarts by compose', async () => {
    const { bench, operations } = host({ stack_restart: {} }, [sonarr, radarr]);

    expect(await bench.call('stack_restart', { stack: 'media' })).toMatchObject({ stack: 'media', running: 2 });
    expect(operations()).toContain('stack_restart');
  });
});

describe('overview_get', () => {
  it('puts what is not well first and counts the rest', async () => {
    const { services } = host();
    const bench = new ToolBench({
      ...services,
      runtime: {
        list: () => Promise.resolve([sonarr]),
        info: () => Promise.resolve({ kind: 'podman', version: '5.4.2', rootless: true, socketPath: '/x' }),
      },
      helper: { ...services.helper, health: () => Promise.reject(new AppError('unavailable', 'no helper')) },
      disks: {
        list: () =>
          Promise.resolve([
            { use: ['media'], path: '/media', totalBytes: 100, usedBytes: 75, freeBytes: 25, usedPercent: 75.4 },
          ]),
      },
    });

    expect(await bench.call('overview_get')).toEqual({
      runtime: 'rootless podman 5.4.2',
      stacks: { degraded: 1 },
      attention: [expect.objectContaining({ stack: 'media', reason: 'radarr: has no container' })],
      containers: { total: 1, running: 1 },
      disks: [{ path: '/media', use: 'media', free_bytes: 25, used_percent: 75 }],
      jobs_running: 0,
      unavailable: [{ part: 'helper', reason: 'no helper' }],
    });
  });
});
