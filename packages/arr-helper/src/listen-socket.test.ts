import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { readFile, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { Server, createServer } from 'node:net';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { isSocketPassed, listenOnPath } from './listen-socket.ts';
import { startHelper } from './start-helper.ts';
import { startHelperProcess } from './testing/helper-process.ts';
import { createHost } from './testing/test-helper.ts';

let host: Awaited<ReturnType<typeof createHost>>;
beforeEach(async () => {
  host = await createHost();
});
afterEach(async () => {
  await host.remove();
});

/** Looks at the socket file in the same turn in which bind(2) made it. */
class WatchedServer extends Server {
  modeAtBind: number | undefined;

  override listen(...args: unknown[]): this {
    const [path] = args;
    super.listen(String(path));
    this.modeAtBind = statSync(String(path)).mode & 0o777;
    return this;
  }
}

describe('listenOnPath', () => {
  it('makes the socket with mode 0600, not only changes it afterwards', async () => {
    const umask = process.umask(0);
    const server = new WatchedServer();
    await listenOnPath(server, host.config.socketPath);
    const umaskAfter = process.umask(umask);
    server.close();
    await once(server, 'close');
    expect([server.modeAtBind, umaskAfter]).toEqual([0o600, 0]);
  });
});

describe('a socket path', () => {
  it('may not be longer than the kernel takes', async () => {
    const config = { ...host.config, socketPath: `/tmp/${'x'.repeat(110)}` };
    await expect(startHelper(config, {})).rejects.toThrow(/107 bytes/);
  });

  it('is not taken from another program, and a plain file is not removed', async () => {
    const other = createServer().listen(host.config.socketPath);
    await expect(startHelper(host.config, {})).rejects.toThrow(/another program/);
    await new Promise((resolve) => other.close(resolve));
    await writeFile(host.config.socketPath, 'mine');
    await expect(startHelper(host.config, {})).rejects.toThrow(/not a socket/);
  });

  it('is replaced after a SIGKILL, when nobody serves it any more', async () => {
    const script = `require('net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
    spawnSync(process.execPath, ['-e', script, host.config.socketPath]);
    expect((await stat(host.config.socketPath)).isSocket()).toBe(true);
    const started = await startHelper(host.config, {});
    expect((await stat(host.config.socketPath)).mode & 0o777).toBe(0o600);
    await started.stop();
  });
});

describe('under systemd', () => {
  it('serves the socket that it was passed, and leaves its file to systemd', async () => {
    const before = join(host.root, 'run/before');
    const passed = createServer().listen(before);
    await once(passed, 'listening');
    // Under another name the file stays when this process closes its own copy of the socket.
    await rename(before, host.config.socketPath);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Node has no public name for the descriptor
    const { fd } = (passed as unknown as { _handle: { fd: number } })._handle;
    const helper = await startHelperProcess(host.env, fd);
    passed.close();
    const answer = await helper.send('{"op":"stack_ps","args":{"stack":"media"}}');
    expect([answer.status, await helper.stop()]).toEqual([200, 0]);
    expect((await stat(host.config.socketPath)).isSocket()).toBe(true);
  });

  it.each([
    [{ LISTEN_PID: '7', LISTEN_FDS: '1' }, true],
    [{ LISTEN_PID: '8', LISTEN_FDS: '1' }, false],
    [{ LISTEN_PID: '7', LISTEN_FDS: '0' }, false],
    [{ LISTEN_FDS: '1' }, false],
  ])('takes %j for a passed socket: %s', (env, expected) => {
    expect(isSocketPassed(env, 7)).toBe(expected);
  });

  it('says that it is ready once callers can connect', async () => {
    await host.script('systemd-notify', `ls "${host.root}/run" > "${host.root}/at-ready"`);
    const helper = await startHelper(host.config, { NOTIFY_SOCKET: '/run/notify' });
    await helper.stop();
    expect(await host.calls()).toContain('systemd-notify [--ready]');
    expect((await readFile(join(host.root, 'at-ready'), 'utf8')).split('\n')).toContain('h.sock');
  });

  it('says nothing where nobody asked for it', async () => {
    await (await startHelper(host.config, {})).stop();
    expect((await host.calls()).join()).not.toContain('systemd-notify');
    expect(await readdir(join(host.root, 'run'))).toEqual(['h.sock.lock']);
  });
});
