import { afterEach, describe, expect, it } from 'vitest';

import { bearer, connect, fail, succeed } from '../connect.ts';
import { isHealthy } from '../http.ts';
import { userUnit } from '../install.ts';
import { shellInLab, tryInLab } from '../lab.ts';
import { until } from '../run.ts';
import { hasNoMediaHost, useStory } from '../story.ts';

const mainPid = async (unit: string): Promise<string> => userUnit('show', '--property=MainPID', '--value', unit);

// The brackets keep the command that looks from finding itself.
async function isComposeRunning(): Promise<boolean> {
  return (await tryInLab(['pgrep', '-f', '[p]odman-compose'])).exitCode === 0;
}

async function removeDemo(): Promise<void> {
  await tryInLab(['podman-compose', '-f', '/opt/stacks/demo/compose.yaml', 'down', '-t', '1']);
}

async function withinMs<Value>(limitMs: number, work: () => Promise<Value>): Promise<Value> {
  const started = performance.now();
  const value = await work();
  expect(performance.now() - started).toBeLessThan(limitMs);
  return value;
}

describe.skipIf(hasNoMediaHost)('without the helper', () => {
  const story = useStory();
  afterEach(async () => void (await userUnit('start', 'arr-helper.socket', 'arr-helper.service')));

  it('says so at once and how to start it, and works again when it is back', async () => {
    await userUnit('stop', 'arr-helper.socket', 'arr-helper.service');
    const told = await withinMs(5000, async () => fail(story.connection, 'unit_list'));
    expect(told).toMatchObject({
      code: 'unavailable',
      hint: expect.stringMatching(/systemctl --user start/) as unknown,
    });
    await succeed(story.connection, 'container_list');

    await userUnit('start', 'arr-helper.socket', 'arr-helper.service');
    await succeed(story.connection, 'unit_list');
  });

  it('wakes it with the first call, as its socket waits', async () => {
    await userUnit('stop', 'arr-helper.service');
    expect(await succeed(story.connection, 'unit_list', { name: 'arr-mcp' })).toHaveProperty('items');
  });

  it('answers in time while it hangs, and recovers', async () => {
    const pid = await mainPid('arr-helper.service');
    await tryInLab(['kill', '-STOP', pid]);
    const overview = await withinMs(20_000, async () => succeed(story.connection, 'overview_get'));
    expect(JSON.stringify(overview['unavailable'])).toMatch(/helper/);

    await tryInLab(['kill', '-CONT', pid]);
    await succeed(story.connection, 'unit_list');
  });

  it('tells when it dies during a call', async () => {
    const pid = await mainPid('arr-helper.service');
    const call = fail(story.connection, 'stack_up', { stack: 'demo' });
    await until('compose runs', isComposeRunning);
    await tryInLab(['kill', '-KILL', pid]);

    expect((await withinMs(10_000, async () => call)).code).toBe('unreachable');
    await until(
      'systemd has started it again',
      async () => (await userUnit('is-active', 'arr-helper.service')) === 'active',
    );
    expect(await succeed(story.connection, 'unit_list', { name: 'arr-helper' })).toHaveProperty('items');
    await until('compose ends', async () => !(await isComposeRunning()));
    await removeDemo();
  });

  it('never runs two of them on one socket', async () => {
    const second = await tryInLab(['node', '.local/lib/arr-mcp/arr-helper.js']);
    expect(second).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/another helper serves/) as unknown });
    await succeed(story.connection, 'unit_list');
  });
});

describe.skipIf(hasNoMediaHost)('without the runtime', () => {
  const story = useStory();
  afterEach(async () => void (await userUnit('start', 'podman.socket')));

  it('says so at once, and works again when it is back', async () => {
    await userUnit('stop', 'podman.socket', 'podman.service');
    const told = await withinMs(10_000, async () => fail(story.connection, 'container_list'));
    expect(told).toMatchObject({ code: expect.stringMatching(/unavailable|unreachable/) as unknown });
    await succeed(story.connection, 'unit_list');

    await userUnit('start', 'podman.socket');
    await succeed(story.connection, 'container_list');
  });
});

describe.skipIf(hasNoMediaHost)('the end of the server', () => {
  const story = useStory();
  afterEach(async () => {
    await userUnit('start', 'arr-mcp.service');
    await until('the server is up', async () => isHealthy(story.installation.url));
    await removeDemo();
  });

  it('by SIGKILL is followed by a clean start', async () => {
    const before = await shellInLab(`podman inspect --format '{{.Id}}' arr-mcp`);
    await shellInLab(`kill -KILL $(podman inspect --format '{{.State.Pid}}' arr-mcp)`);
    await until('systemd has started it again', async () => {
      const { stdout } = await tryInLab(['podman', 'inspect', '--format', '{{.Id}}', 'arr-mcp']);
      return stdout !== '' && stdout.trim() !== before && (await isHealthy(story.installation.url));
    });

    expect(await succeed(story.connection, 'overview_get')).toMatchObject({
      runtime: expect.stringMatching(/podman/) as unknown,
    });
  });

  it('by SIGTERM lets a call in flight finish, and takes less than 10 s', async () => {
    const connection = await connect(story.installation);
    const call = succeed(connection, 'stack_up', { stack: 'demo' });
    await until('compose runs', isComposeRunning);

    await withinMs(11_000, async () => userUnit('stop', 'arr-mcp.service'));
    expect(await call).toMatchObject({ stack: 'demo', running: 2 });
    expect(await userUnit('show', '--property=Result', '--value', 'arr-mcp.service')).toBe('success');
  });
});

describe.skipIf(hasNoMediaHost)('who may not call', () => {
  const story = useStory();

  it('is refused when another site sends the browser', async () => {
    const { status } = await fetch(`${story.installation.url}/mcp`, {
      method: 'POST',
      headers: { ...bearer(story.installation), origin: 'https://evil.example' },
    });
    expect(status).toBe(403);
  });
});
