import { mkdir, readFile, readdir, stat, symlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

import { StackName } from '@arr-mcp/helper-protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { resolveStack } from './directories.ts';
import { startHelper } from './start-helper.ts';
import { createHelper, isAlive, post } from './testing/test-helper.ts';

let helper: Awaited<ReturnType<typeof createHelper>>;
beforeEach(async () => {
  helper = await createHelper();
});
afterEach(async () => {
  await helper.close();
});

const waitingPull = 'case "$*" in version) echo podman-compose;; *pull*) wait_for_gate; echo finished;; esac';

async function pulling({ calls }: Pick<typeof helper, 'calls'>): Promise<void> {
  await expect.poll(calls).toContain('podman-compose [-f] [compose.yaml] [pull]');
}

const attacks = [
  '../media',
  'media\n',
  '-media',
  'me\0dia',
  'a'.repeat(10_000),
  'mediа', // the last letter is Cyrillic
  'a/b',
  'a\\b',
  '.media',
  '',
  'media ',
];

describe('the helper’s socket', () => {
  it('has mode 0600, as has its token', async () => {
    for (const path of [helper.config.socketPath, `${helper.config.socketPath}.token`]) {
      expect((await stat(path)).mode & 0o777).toBe(0o600);
    }
  });

  it('refuses a second helper', async () => {
    await expect(startHelper(helper.config, {})).rejects.toThrow(/another helper serves/);
  });

  it('refuses a caller without the token, before it reads the request', async () => {
    const answer = await post(helper.config.socketPath, 'no json', { authorization: 'Bearer x' });
    expect([answer.status, answer.body['code']]).toEqual([401, 'unauthorized']);
  });

  it('answers malformed HTTP and goes on', async () => {
    const socket = connect(helper.config.socketPath);
    const answer = await new Promise<string>((resolve) => {
      socket.on('data', (data) => resolve(String(data)));
      socket.write('NONSENSE\r\n\r\n');
    });
    expect(answer).toMatch(/^HTTP\/1.1 400/);
    socket.destroy();
    expect((await helper.call('stack_ps', { stack: 'media' })).status).toBe(200);
  });
});

describe('requests', () => {
  it.each(attacks)('refuses the name %j everywhere, and runs nothing', async (name) => {
    for (const [op, args] of [
      ['stack_up', { stack: name }],
      ['systemd_start', { unit: `${name}.service` }],
      ['systemd_start', { unit: `x.service${name}` }],
      ['quadlet_delete', { name, kind: 'container' }],
    ] as const) {
      if (op === 'systemd_start' && args.unit === 'x.service') continue;
      expect((await helper.call(op, args)).body['code']).toBe('bad_request');
    }
    expect((await helper.calls()).filter((call) => call !== 'podman-compose [version]')).toEqual([]);
  });

  it('runs the compose command in the stack’s folder with a fixed environment', async () => {
    process.env['LEAK'] = '1';
    const answer = await helper.call('stack_pull', { stack: 'media' });
    delete process.env['LEAK'];
    expect(answer.body).toMatchObject({ ok: true, exit_code: 0 });
    expect(await helper.calls()).toContain('podman-compose [-f] [compose.yaml] [pull]');
    const env = await readFile(join(helper.root, 'env'), 'utf8');
    expect(env).toContain(`PWD=${join(helper.root, 'stacks/media')}`);
    expect(env).not.toContain('LEAK');
  });

  it('answers with the last lines of a command that failed', async () => {
    await helper.script(
      'podman-compose',
      'case "$*" in version) echo podman-compose;; *) echo broken >&2; exit 3;; esac',
    );
    const failed = await helper.call('stack_up', { stack: 'media' });
    expect(failed.body).toMatchObject({ code: 'command_failed', exit_code: 3, output: 'broken\n' });
  });

  it('streams progress lines and ends with the answer', async () => {
    await helper.script(
      'podman-compose',
      'case "$*" in version) echo podman-compose;; *) printf "a\\nb\\033[31m\\n";; esac',
    );
    const { text } = await helper.call('stack_pull', { stack: 'media' }, { accept: 'application/x-ndjson' });
    const lines = text.trim().split('\n');
    expect(lines.slice(0, 2)).toEqual(['{"progress":"a"}', '{"progress":"b"}']);
    expect(lines).toHaveLength(3);
  });

  it('asks systemctl with the name behind --', async () => {
    expect((await helper.call('systemd_restart', { unit: 'radarr.container' })).status).toBe(200);
    expect(await helper.calls()).toContain(
      'systemctl [--user] [--no-pager] [--no-ask-password] [restart] [--] [radarr.service]',
    );
  });

  it.each([
    'arr-helper.service',
    'arr-helper.socket',
    'podman-kube@-home-x.service',
    'dbus.socket',
    'systemd-exit.service',
  ])('does not touch %s', async (unit) => {
    expect((await helper.call('systemd_stop', { unit })).body['code']).toBe('refused');
    expect((await helper.calls()).join()).not.toContain(unit);
  });

  it('refuses past the bound of those that wait for one stack', async () => {
    await helper.script('podman-compose', waitingPull);
    const statuses: number[] = [];
    const answers = Array.from({ length: 12 }, async () => {
      const { status } = await helper.call('stack_pull', { stack: 'media' });
      statuses.push(status);
    });
    await expect.poll(() => statuses).toEqual([429, 429, 429]);
    await pulling(helper);
    await helper.script('podman-compose', 'true');
    await helper.openGate();
    await Promise.all(answers);
    expect(statuses.filter((status) => status === 200)).toHaveLength(9);
  });

  it('ends a systemctl that takes longer than its kind of operation may', async () => {
    const hasty = await createHelper({ timeLimitsMs: { systemd_daemon_reload: 300 } });
    await hasty.script('systemctl', 'wait_for_gate');
    const { status, body } = await hasty.call('systemd_daemon_reload');
    expect([status, body['code']]).toEqual([504, 'timeout']);
    expect(body['error']).toMatch(/^systemctl took longer than/);
    await hasty.close();
  });
});

describe('stopping', () => {
  it('lets an operation in flight finish and answers it', async () => {
    await helper.script('podman-compose', waitingPull);
    const answer = helper.call('stack_pull', { stack: 'media' });
    await pulling(helper);
    const stopped = helper.stop();
    await expect.poll(async () => readdir(join(helper.root, 'run'))).not.toContain('h.sock');
    await helper.openGate();
    await stopped;
    expect((await answer).body).toMatchObject({ ok: true, output: 'finished\n' });
    expect(await readdir(join(helper.root, 'run'))).toEqual(['h.sock.lock']);
  });

  it('ends an operation that outlasts the time for that, and says so', async () => {
    const hasty = await createHelper({ drainMs: 50 });
    await hasty.script('podman-compose', `echo $$ > "${hasty.root}/pid"; ${waitingPull}`);
    const answer = hasty.call('stack_pull', { stack: 'media' });
    await pulling(hasty);
    const pid = Number(await readFile(join(hasty.root, 'pid'), 'utf8'));
    await hasty.stop();
    expect((await answer).body).toMatchObject({ code: 'timeout', error: 'podman-compose was stopped' });
    await expect.poll(() => isAlive(pid)).toBe(false);
    await hasty.close();
  });

  it('ends the command of a caller that hung up', async () => {
    await helper.script('podman-compose', 'case "$*" in version) echo podman-compose;; *) exec sleep 60;; esac');
    const body = JSON.stringify({ op: 'stack_pull', args: { stack: 'media' } });
    const socket = connect(helper.config.socketPath);
    socket.write(
      `POST /command HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ${helper.token}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await pulling(helper);
    socket.destroy();
    // The stack is free again only when the first command has ended.
    await helper.script('podman-compose', 'true');
    expect((await helper.call('stack_pull', { stack: 'media' })).status).toBe(200);
  });
});

describe('stacks', () => {
  it('are not found behind a link, without a compose file, or of another owner', async () => {
    const stacks = join(helper.root, 'stacks');
    await symlink(join(stacks, 'media'), join(stacks, 'linked'));
    await mkdir(join(stacks, 'empty'));
    await mkdir(join(stacks, 'filelink'));
    await symlink(join(stacks, 'media/compose.yaml'), join(stacks, 'filelink/compose.yaml'));
    for (const stack of ['linked', 'empty', 'filelink', 'absent']) {
      expect((await helper.call('stack_up', { stack })).body['code']).toBe('not_found');
    }
    const foreign = resolveStack(stacks, StackName.parse('media'), helper.config.uid + 1);
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
  });
});
