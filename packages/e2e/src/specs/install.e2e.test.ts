import { afterAll, describe, expect, it } from 'vitest';

import { bearer, succeed } from '../connect.ts';
import { install, installOptions, runInstaller, userUnit } from '../install.ts';
import { inLab, shellInLab, tryInLab } from '../lab.ts';
import { hasNoMediaHost, useStory } from '../story.ts';

async function statusWith(url: string, key: string): Promise<number> {
  return (await fetch(`${url}/api/status`, { headers: { authorization: `Bearer ${key}` } })).status;
}

describe.skipIf(hasNoMediaHost)('install.sh', () => {
  const story = useStory();
  afterAll(async () => void (await install()));

  it("runs the helper as a user service on the host's own Node.js", async () => {
    expect(await userUnit('is-active', 'arr-helper.service', 'arr-helper.socket', 'arr-mcp.service')).toBe(
      'active\nactive\nactive',
    );
    expect(await inLab(['node', '--version'])).toMatch(/^v20\.19\./);
    expect(await shellInLab('readlink /proc/$(systemctl --user show -P MainPID arr-helper)/exe')).toBe('/usr/bin/node');
  });

  it('gives the socket, its folder and the token to the account alone', async () => {
    const modes = await shellInLab(
      'stat -c "%a %U" $XDG_RUNTIME_DIR/arr-helper{,/arr-helper.sock,/arr-helper.sock.token}',
    );
    expect(modes.split('\n')).toEqual(['700 media', '600 media', '600 media']);
  });

  it('runs the server without root, capabilities and a writable root filesystem', async () => {
    const status = await inLab(['podman', 'exec', 'arr-mcp', 'cat', '/proc/1/status']);
    expect(status).toMatch(/^Uid:\t1000\t/m);
    expect(status).toMatch(/^CapEff:\t0{16}$/m);
    expect(status).toMatch(/^CapBnd:\t0{16}$/m);
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
    expect((await tryInLab(['podman', 'exec', 'arr-mcp', 'touch', '/app/x'])).stderr).toMatch(/Read-only file system/);
    expect((await tryInLab(['podman', 'exec', 'arr-mcp', 'touch', '/etc/x'])).stderr).toMatch(/Read-only file system/);
  });

  it('runs in an image with nothing but Node.js, that tells its own health', async () => {
    expect(await inLab(['podman', 'exec', 'arr-mcp', 'node', '/app/main.js', 'health'])).toBe('');
    expect(
      await inLab([
        'podman',
        'image',
        'inspect',
        '--format',
        '{{.User}} {{.HealthCheck.Test}}',
        'localhost/arr-mcp:latest',
      ]),
    ).toBe('1000:1000 [CMD node /app/main.js health]');
  });

  it('leaves key and secret in no command line, environment or log', async () => {
    const { key } = story.installation;
    const seen = await shellInLab(
      'podman inspect arr-mcp; cat ~/.config/arr-mcp/*.* ~/.config/containers/systemd/*; journalctl --user -q -b -o cat; cat /proc/[0-9]*/cmdline | tr "\\0" " "',
    );
    expect(seen.length).toBeGreaterThan(1000);
    expect(seen).not.toContain(key);
  });

  it('changes nothing that was made before when it is run again', async () => {
    await shellInLab('echo LOG_LEVEL=debug >> ~/.config/arr-mcp/arr-mcp.env');
    const again = await install(['--yes']);
    expect(again).toEqual(story.installation);
    expect(await inLab(['podman', 'exec', 'arr-mcp', 'node', '/app/main.js', 'config'])).toMatch(/LOG_LEVEL = debug/);
    await shellInLab(`sed -i /LOG_LEVEL/d ~/.config/arr-mcp/arr-mcp.env`);
  });

  it('is refused for root, with the way to do it', async () => {
    const { exitCode, stderr } = await runInstaller([], { user: 'root' });
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/run it as the account.*sudo -iu media/) as unknown,
    });
  });

  it('names everything that is missing at once, and what mends it', async () => {
    const { exitCode, stderr } = await runInstaller(['--stacks', '/srv/none', '--media', '/srv/neither']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/no \/srv\/none for the stacks\n.*install -d -o media \/srv\/none/);
    expect(stderr).toMatch(/no \/srv\/neither\n.*install -d -o media \/srv\/neither/);
  });

  it.each([
    ['--port', '80'],
    ['--listen', 'x y'],
    ['--runtime', 'lxc'],
    ['--public-url', 'ftp://x'],
    ['--stacks', '/a:/b'],
    ['--sudo'],
  ])('refuses %s %s', async (...args) => {
    expect((await runInstaller(args)).exitCode).toBe(1);
  });

  it('takes everything away but what is the user’s', async () => {
    const { stdout } = await runInstaller(['--uninstall', '--yes']);
    expect(stdout).toMatch(/podman volume rm arr-mcp-data/);
    expect(
      (
        await tryInLab([
          'systemctl',
          '--user',
          'is-active',
          'arr-helper.service',
          'arr-helper.socket',
          'arr-mcp.service',
        ])
      ).stdout,
    ).toBe('inactive\ninactive\ninactive\n');
    expect(
      await shellInLab('ls ~/.config/systemd/user ~/.config/containers/systemd ~/.local/lib; podman ps -a'),
    ).not.toMatch(/arr-/);
    const left = await shellInLab('podman volume ls -q; podman secret ls --format "{{.Name}}"; ls /opt/stacks');
    expect(left.split('\n')).toEqual(
      expect.arrayContaining(['arr-mcp-data', 'arr-mcp-api-key', 'arr-mcp-secret', 'demo']),
    );
  });

  it('finds key, data and options again after it was uninstalled', async () => {
    const again = await install(installOptions);
    expect(again).toEqual(story.installation);
    expect(await statusWith(again.url, again.key)).toBe(200);
    expect((await fetch(`${again.url}/info`, { headers: bearer(again) })).status).toBe(200);
    await succeed(story.connection, 'unit_list');
  });
});
