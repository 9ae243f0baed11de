import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Connection, confirm, connect, fail, rows, succeed } from '../connect.ts';
import { install, installOptions } from '../install.ts';
import { inLab, lab, runRadarr, shellInLab, tryInLab } from '../lab.ts';
import { hasNoMediaHost } from '../story.ts';

const name = 'e2e-radarr';
const image = 'localhost/arr-mcp:latest';

async function stateOf(container: string): Promise<string> {
  return inLab(['docker', 'container', 'inspect', '--format', '{{.State.Status}}', container]);
}

async function runningNames(): Promise<string[]> {
  return (await shellInLab(`docker ps --format '{{.Names}}'`)).split('\n');
}

describe.skipIf(hasNoMediaHost)('on a host with Docker', () => {
  let connection: Connection;

  beforeAll(async () => {
    await lab(['docker', 'up']);
    await shellInLab(`podman save -q --format docker-archive ${image} | docker load -q`);
    const docker = await install([
      '--runtime',
      'docker',
      '--image',
      image,
      '--listen',
      '0.0.0.0',
      '--port',
      '8082',
      '--yes',
    ]);
    await runRadarr('docker', name);
    const foreign = ['docker', 'compose', '-f', '/opt/stacks/fail2ban/compose.yaml', 'up', '-d'];
    await inLab(foreign, { user: 'root' });
    connection = await connect(docker);
  });
  afterAll(async () => {
    await connection.close();
    await install(installOptions);
    await lab(['docker', 'down']);
  });

  it('runs the server without root, capabilities and a writable root filesystem', async () => {
    const status = await inLab(['docker', 'exec', 'arr-mcp', 'cat', '/proc/1/status']);
    expect(status).toMatch(/^Uid:\t1001\t/m);
    expect(status).toMatch(/^CapBnd:\t0{16}$/m);
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
    expect((await tryInLab(['docker', 'exec', 'arr-mcp', 'touch', '/app/x'])).stderr).toMatch(/Read-only file system/);
  });

  it('tells which runtime it looks after, with the helper on the host', async () => {
    const overview = await succeed(connection, 'overview_get');
    expect(overview).toMatchObject({ runtime: expect.stringMatching(/docker 26\./) as unknown });
    expect(overview).not.toHaveProperty('unavailable');
  });

  it('lists, reads and measures a container', async () => {
    const [row] = rows(await succeed(connection, 'container_list', { name }));
    expect(row).toMatchObject({ name, state: 'running', ports: ['127.0.0.1:17878->7878/tcp'] });
    expect(JSON.stringify(await succeed(connection, 'container_logs', { name }))).toMatch(
      /radarr: listening on port 7878/,
    );
    const [stats] = rows(await succeed(connection, 'container_stats', { name }));
    expect(stats).toMatchObject({ name, network_received_bytes: expect.any(Number) as unknown });
  });

  it('restarts, stops after consent, starts and removes a container', async () => {
    await succeed(connection, 'container_restart', { name });
    expect(await stateOf(name)).toBe('running');
    await succeed(connection, 'container_stop', { name });
    expect(await stateOf(name)).toBe('running');

    await confirm(connection, 'container_stop', { name });
    expect(await stateOf(name)).toBe('exited');
    await succeed(connection, 'container_start', { name });
    expect(await stateOf(name)).toBe('running');

    await confirm(connection, 'container_stop', { name });
    await confirm(connection, 'container_remove', { name });
    expect((await tryInLab(['docker', 'container', 'inspect', name])).exitCode).toBe(1);
  });

  it('brings a stack up, restarts it and takes it down after consent', async () => {
    const up = await succeed(connection, 'stack_up', { stack: 'demo' });
    expect(up).toMatchObject({ health: 'healthy', running: 2, services: 2 });
    expect(await runningNames()).toEqual(expect.arrayContaining(['sonarr', 'overseerr']));
    const before = await inLab(['docker', 'inspect', '--format', '{{.State.StartedAt}}', 'sonarr']);
    await succeed(connection, 'stack_restart', { stack: 'demo' });
    expect(await inLab(['docker', 'inspect', '--format', '{{.State.StartedAt}}', 'sonarr'])).not.toBe(before);

    const pull = await fail(connection, 'stack_pull', { stack: 'demo' });
    expect(pull.code).toBe('command_failed');
    expect(pull.details?.['last_output']).toMatch(/lscr\.io/);

    await succeed(connection, 'stack_down', { stack: 'demo' });
    expect(await runningNames()).toContain('sonarr');
    await confirm(connection, 'stack_down', { stack: 'demo' });
    expect(await runningNames()).not.toContain('sonarr');
    expect(await shellInLab('docker volume ls -q')).toContain('demo_sonarr-config');
  });

  it('does not see the running stack that root owns, by whatever way', async () => {
    expect(await runningNames()).toContain('fail2ban');
    for (const tool of ['container_list', 'stack_list', 'overview_get', 'container_stats']) {
      expect(JSON.stringify(await succeed(connection, tool))).not.toContain('fail2ban');
    }
    for (const tool of ['container_inspect', 'container_logs', 'container_stop', 'container_restart']) {
      expect((await fail(connection, tool, { name: 'fail2ban' })).code).toBe('not_found');
    }
    expect(await stateOf('fail2ban')).toBe('running');
  });
});
