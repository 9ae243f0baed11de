import { afterAll, describe, expect, it } from 'vitest';

import { confirm, fail, rows, succeed } from '../connect.ts';
import { userUnit } from '../install.ts';
import { shellInLab, tryInLab } from '../lab.ts';
import { until } from '../run.ts';
import { hasNoMediaHost, useStory } from '../story.ts';

async function runningNames(): Promise<string[]> {
  return (await shellInLab(`podman ps --format '{{.Names}}'`)).split('\n');
}

async function idOf(name: string): Promise<string> {
  return shellInLab(`podman container inspect --format '{{.Id}} {{.State.StartedAt}}' ${name}`);
}

describe.skipIf(hasNoMediaHost)('a compose stack', () => {
  const story = useStory();
  afterAll(async () =>
    tryInLab(['podman', 'rm', '-fa', '-t', '0', '--filter', 'label=io.podman.compose.project=demo']),
  );

  it('is down as long as nobody brought it up', async () => {
    const list = rows(await succeed(story.connection, 'stack_list'));
    expect(list.find(({ stack }) => stack === 'demo')).toMatchObject({ kind: 'compose', health: 'down', running: 0 });
  });

  it('goes up', async () => {
    const answer = await succeed(story.connection, 'stack_up', { stack: 'demo' });
    expect(answer).toMatchObject({ stack: 'demo', health: 'healthy', running: 2, services: 2 });
    expect(await runningNames()).toEqual(expect.arrayContaining(['sonarr', 'overseerr']));
  });

  it('outlives the helper that brought it up', async () => {
    await userUnit('restart', 'arr-helper.service');
    expect(await runningNames()).toEqual(expect.arrayContaining(['sonarr', 'overseerr']));
    await until(
      'its port answers',
      async () => (await tryInLab(['curl', '-sf', 'http://127.0.0.1:18989/ping'])).exitCode === 0,
    );
  });

  it("shows compose's own last lines when its images cannot be pulled", async () => {
    const { code, details } = await fail(story.connection, 'stack_pull', { stack: 'demo' });
    expect(code).toBe('command_failed');
    expect(details?.['last_output']).toMatch(/lscr\.io/);
    expect(await runningNames()).toEqual(expect.arrayContaining(['sonarr', 'overseerr']));
  });

  it('restarts', async () => {
    const before = await idOf('sonarr');
    await succeed(story.connection, 'stack_restart', { stack: 'demo' });
    expect(await idOf('sonarr')).not.toBe(before);
    expect(await runningNames()).toEqual(expect.arrayContaining(['sonarr', 'overseerr']));
  });

  it('stays up as long as nobody agreed to take it down', async () => {
    const preview = await succeed(story.connection, 'stack_down', { stack: 'demo' });
    expect(preview).toMatchObject({
      status: 'confirmation_required',
      summary: expect.stringMatching(/sonarr.*Volumes/s) as unknown,
    });
    expect(await runningNames()).toContain('sonarr');
  });

  it('goes down after consent, and keeps its volumes', async () => {
    const answer = await confirm(story.connection, 'stack_down', { stack: 'demo' });
    expect(answer).toMatchObject({ status: 'done', stack: 'demo', health: 'down', running: 0 });
    expect(await shellInLab(`podman ps -a --format '{{.Names}}'`)).not.toMatch(/sonarr|overseerr/);
    expect(await shellInLab('podman volume ls -q')).toContain('demo_sonarr-config');
  });

  it.each([
    ['a path', '../demo'],
    ['a newline', 'demo\n'],
    ['a leading dash', '-demo'],
    ['letters that look alike', 'ｄｅｍｏ'],
    ['10 kB', 'a'.repeat(10_000)],
    ['a NUL', 'de\0mo'],
  ])('with %s in its name does not exist', async (_what, stack) => {
    const { code } = await fail(story.connection, 'stack_up', { stack });
    expect(code).toMatch(/invalid_argument|not_found/);
  });
});
