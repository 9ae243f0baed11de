import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { type Connection, clients, confirm, rows, succeed } from '../connect.ts';
import { inLab, runRadarr, shellInLab, tryInLab } from '../lab.ts';
import { until } from '../run.ts';
import { hasNoMediaHost } from '../story.ts';

const name = 'e2e-radarr';

async function podmanState(): Promise<string> {
  return inLab(['podman', 'container', 'inspect', '--format', '{{.State.Status}}', name]);
}

async function startedAt(): Promise<string> {
  return inLab(['podman', 'container', 'inspect', '--format', '{{.State.StartedAt}}', name]);
}

describe.skipIf(hasNoMediaHost).each(Object.entries(clients))('containers through %s', (_title, connectClient) => {
  let connection: Connection;

  beforeAll(async () => {
    await runRadarr('podman', name);
    connection = await connectClient(inject('installation')!, '/mcp/x/full');
  });
  afterAll(async () => {
    await connection.close();
    await tryInLab(['podman', 'rm', '-f', '-t', '0', name]);
  });

  it('lists the tools', async () => {
    expect(await connection.listTools()).toEqual(expect.arrayContaining(['container_list', 'stack_up', 'unit_logs']));
  });

  it('lists a running container with its port', async () => {
    const [row, ...more] = rows(await succeed(connection, 'container_list', { name }));
    expect(row).toMatchObject({ name, state: 'running', ports: ['127.0.0.1:17878->7878/tcp'] });
    expect(more).toEqual([]);
  });

  it('reads what the container wrote to both of its outputs', async () => {
    const { lines } = await succeed(connection, 'container_logs', { name, lines: 50 });
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/out \[Info\] radarr: listening on port 7878/),
        expect.stringMatching(/err \[Warn\] radarr: this line goes to stderr/),
      ]),
    );
  });

  it('measures it, and leaves out what this host has no figures for', async () => {
    const [row] = rows(await succeed(connection, 'container_stats', { name }));
    expect(row).toMatchObject({ name, network_received_bytes: expect.any(Number) as unknown });
    expect(row).not.toHaveProperty('memory_bytes', 0);
  });

  it('restarts it', async () => {
    const before = await startedAt();
    await succeed(connection, 'container_restart', { name });
    expect(await startedAt()).not.toBe(before);
    expect(await podmanState()).toBe('running');
  });

  it('stops nothing before somebody has agreed', async () => {
    const preview = await succeed(connection, 'container_stop', { name });
    expect(preview).toMatchObject({
      status: 'confirmation_required',
      summary: expect.stringContaining(name) as unknown,
    });
    expect(await podmanState()).toBe('running');
  });

  it('stops it after consent, and starts it again', async () => {
    expect(await confirm(connection, 'container_stop', { name })).toMatchObject({ status: 'done' });
    expect(await podmanState()).toBe('exited');

    await succeed(connection, 'container_start', { name });
    await until(
      'the app answers',
      async () => (await tryInLab(['curl', '-sf', 'http://127.0.0.1:17878/ping'])).exitCode === 0,
    );
    expect(await podmanState()).toBe('running');
  });

  it('removes it after consent', async () => {
    await confirm(connection, 'container_stop', { name });
    await confirm(connection, 'container_remove', { name });
    expect(await shellInLab(`podman ps -a --format '{{.Names}}'`)).not.toContain(name);
  });
});
