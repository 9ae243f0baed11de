import { describe, expect, it } from 'vitest';

import type { ContainerRuntime } from './container-runtime.ts';
import type { Container } from './container.ts';
import { VisibleContainers } from './visible-containers.ts';

function container(name: string, id: string, workingDir?: string): Container {
  const compose = workingDir === undefined ? {} : { compose: { project: 'p', workingDir, oneOff: false } };
  return { id, name, image: 'i', state: 'running', ports: [], isInfra: false, ...compose };
}

const ours = container('sonarr', 'aaaa1111', '/opt/stacks/demo');
const foreign = container('fail2ban', 'bbbb2222', '/opt/stacks/fail2ban');
const plain = container('radarr', 'aaaa3333');

/** Notes what reaches the engine. */
function engine(): { runtime: ContainerRuntime; calls: string[] } {
  const calls: string[] = [];
  const note = (verb: string) => async (id: string) => {
    calls.push(`${verb} ${id}`);
  };
  const runtime: ContainerRuntime = {
    info: async () => ({ kind: 'podman', version: '5', rootless: true, socketPath: '/s' }),
    list: async () => [foreign, plain, ours],
    get: async (id) => Promise.reject(new Error(`not asked for here: ${id}`)),
    start: note('start'),
    stop: note('stop'),
    restart: note('restart'),
    remove: note('remove'),
    logs: async (id) => note('logs')(id).then(() => []),
    stats: async (id) => {
      if (id !== undefined) calls.push(`stats ${id}`);
      return {
        stats: [foreign, plain, ours].map(({ id: each, name }) => ({ id: each, name })),
        failed: ['fail2ban', 'radarr'],
      };
    },
  };
  return { runtime, calls };
}

const isForeign = async ({ workingDir }: { workingDir?: string }): Promise<boolean> =>
  workingDir === '/opt/stacks/fail2ban';

function visible() {
  const { runtime, calls } = engine();
  return { containers: new VisibleContainers(runtime, isForeign), calls };
}

describe('VisibleContainers', () => {
  it("leaves another user's stack out of the list", async () => {
    const list = await visible().containers.list();
    expect(list.map(({ name }) => name)).toEqual(['radarr', 'sonarr']);
  });

  it("leaves another user's stack out of the figures", async () => {
    const { stats, failed } = await visible().containers.stats();
    expect(stats.map(({ name }) => name)).toEqual(['radarr', 'sonarr']);
    expect(failed).toEqual(['radarr']);
  });

  it.each(['fail2ban', 'bbbb2222', 'bbbb'])("does not know another user's container as %s", async (name) => {
    const { containers, calls } = visible();

    const attempts = [
      containers.get(name),
      containers.start(name),
      containers.stop(name),
      containers.restart(name),
      containers.remove(name),
      containers.logs(name, { lines: 1 }),
      containers.stats(name),
    ];

    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: 'not_found' });
    expect(calls).toEqual([]);
  });

  it("does not name another user's container as similar", async () => {
    await expect(visible().containers.start('fail2bam')).rejects.toMatchObject({ details: { similar: [] } });
  });

  it.each(['sonarr', 'aaaa1111', 'aaaa1'])('acts on the id of the container called %s', async (name) => {
    const { containers, calls } = visible();
    await containers.restart(name);
    await containers.stats(name);
    expect(calls).toEqual(['restart aaaa1111', 'stats aaaa1111']);
  });

  it('refuses the beginning of an id that fits two', async () => {
    await expect(visible().containers.stop('aaaa')).rejects.toMatchObject({ code: 'conflict' });
  });

  it.each([
    ['sonar', 'did you mean sonarr? container_list shows the names.'],
    ['Radar', 'did you mean radarr? container_list shows the names.'],
    ['plex', 'container_list shows the names.'],
  ])('tells for %s: %s', async (name, hint) => {
    await expect(visible().containers.start(name)).rejects.toMatchObject({ code: 'not_found', hint });
  });
});
