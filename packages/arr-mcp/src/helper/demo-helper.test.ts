import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  type ContainerSpec,
  DemoHost,
  DemoServers,
  createHelperStandIn,
  createPodmanStandIn,
} from '@arr-mcp/demo-stack';
import { QuadletName, StackName, UnitName } from '@arr-mcp/helper-protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { LazyRuntime } from '../runtime/lazy-runtime.ts';
import { HelperClient } from './helper-client.ts';

// The clients of the product against the demo's stand-ins: what these answer is read by the protocol's own schemas.
const media = StackName.parse('media');
const plex = UnitName.parse('plex.service');
const plexFile = { name: QuadletName.parse('plex'), kind: 'container' } as const;
const kuma = { name: QuadletName.parse('kuma'), kind: 'container' } as const;
const kumaText = '[Container]\nImage=docker.io/louislam/uptime-kuma:2\n';
const plexText = '[Container]\nContainerName=plex\nImage=plex:1\n';

let folder = '';
let servers = new DemoServers();
let helper = new HelperClient('');
let runtime = new LazyRuntime({ runtime: 'none' });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'arr-mcp-demo-test-'));
  servers = new DemoServers();
  const host = new DemoHost(specs());
  const socket = join(folder, 'helper.sock');
  writeFileSync(`${socket}.token`, 'token-of-the-test');
  const units = [{ unit: 'backup.service', description: 'Backup', active: 'failed', sub: 'failed', enabled: 'static' }];
  const quadlets = { 'plex.container': plexText };
  const options = { host, token: 'token-of-the-test', stacksDir: folder, quadlets };
  await servers.onSocket(
    createHelperStandIn({ ...options, units: units.map((each) => ({ ...each, log: ['no'] })) }),
    socket,
  );
  await servers.onSocket(createPodmanStandIn(host), join(folder, 'podman.sock'));
  mkdirSync(join(folder, 'media'));
  writeCompose(['sonarr', 'radarr']);
  helper = new HelperClient(socket);
  runtime = new LazyRuntime({ runtime: 'auto', socketPath: join(folder, 'podman.sock') }, { statsPauseMs: 5 });
});

afterEach(async () => {
  runtime.close();
  await servers.close();
  rmSync(folder, { recursive: true, force: true });
});

function specs(): ContainerSpec[] {
  const inStack = (service: string) => ({ compose: { stack: 'media', service, workingDir: join(folder, 'media') } });
  return [
    { name: 'sonarr', image: 'sonarr:4', ...inStack('sonarr'), startedMinutesAgo: 60, says: [{ text: 'hello' }] },
    { name: 'radarr', image: 'radarr:6', ...inStack('radarr'), startedMinutesAgo: 60 },
    { name: 'plex', image: 'plex:1', unit: 'plex.service', startedMinutesAgo: 60, says: [{ text: 'hello' }] },
  ];
}

function writeCompose(services: readonly string[]): void {
  const texts = services.map((name) => `  ${name}:\n    image: ${name}:6\n    container_name: ${name}\n`);
  writeFileSync(join(folder, 'media', 'compose.yaml'), `services:\n${texts.join('')}networks:\n  other: {}\n`);
}

async function names(): Promise<string[]> {
  return (await runtime.list()).map(({ name }) => name);
}

describe('the demo runtime, read by the product', () => {
  it('is a rootless Podman', async () => {
    expect(await runtime.info()).toMatchObject({ kind: 'podman', version: '5.4.2', rootless: true });
  });

  it('tells a container, its log and its figures', async () => {
    expect(await runtime.get('sonarr')).toMatchObject({ state: 'running', compose: { project: 'media' } });
    expect((await runtime.logs('sonarr', { lines: 1 })).map(({ text }) => text)).toEqual(['hello']);
    const { stats, failed } = await runtime.stats();
    expect([stats.length, failed]).toEqual([3, []]);
    expect(stats[0]).toMatchObject({ memoryBytes: 94_371_840, processes: 14 });
  });

  it('restarts a container', async () => {
    await runtime.restart('sonarr');

    const { startedAt = '' } = await runtime.get('sonarr');
    expect(Date.now() - Date.parse(startedAt)).toBeLessThan(60_000);
  });
});

describe('the demo helper, read by the product', () => {
  it('says what it can do', async () => {
    expect(await helper.health()).toMatchObject({ systemd: true, quadlet: true, compose: ['podman-compose'] });
  });

  it('refuses who does not have its token', async () => {
    writeFileSync(join(folder, 'helper.sock.token'), 'another');

    await expect(helper.health()).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('takes a stack down and up again in the runtime that everybody sees', async () => {
    await helper.call('stack_down', { stack: media });
    expect(await names()).toEqual(['plex']);

    await helper.call('stack_up', { stack: media });
    expect(await names()).toEqual(['plex', 'radarr', 'sonarr']);
  });

  it('makes the container of a service that is new in the compose file', async () => {
    writeCompose(['sonarr', 'radarr', 'prowlarr']);

    await helper.call('stack_up', { stack: media });

    expect(await runtime.get('prowlarr')).toMatchObject({ image: 'prowlarr:6', compose: { service: 'prowlarr' } });
    expect(await names()).not.toContain('other');
  });

  it.each(['stack_restart', 'stack_pull', 'stack_ps', 'compose_validate', 'compose_config'] as const)(
    'answers %s as the protocol has it, and knows no other stack',
    async (operation) => {
      expect(await helper.call(operation, { stack: media })).toMatchObject({ ok: true, exit_code: 0 });
      const other = helper.call(operation, { stack: StackName.parse('nosuch') });
      await expect(other).rejects.toMatchObject({ code: 'not_found' });
    },
  );

  it('stops and starts the unit of a Quadlet with its container', async () => {
    await helper.call('systemd_stop', { unit: plex });
    expect((await helper.call('systemd_status', { unit: plex })).status).toMatchObject({ active: 'inactive' });
    expect(await names()).not.toContain('plex');

    await helper.call('systemd_start', { unit: UnitName.parse('plex.container') });
    expect((await helper.call('systemd_status', { unit: plex })).status).toMatchObject({ active: 'active' });
    expect(await names()).toContain('plex');
  });

  it('lists units and reads their journal', async () => {
    const { units } = await helper.call('systemd_list', {});
    expect(units.map(({ unit, active }) => [unit, active])).toEqual([
      ['backup.service', 'failed'],
      ['plex.service', 'active'],
    ]);
    const { entries } = await helper.call('unit_logs', { unit: plex, lines: 1 });
    expect(entries).toMatchObject([{ source: 'plex', message: 'hello' }]);
    const bad = await helper.call('unit_logs', { unit: plex, priority: 3 });
    expect(bad.entries).toEqual([]);
  });

  it('has a new Quadlet, whose unit exists after the reload', async () => {
    await helper.call('quadlet_write', { ...kuma, content: kumaText, expected_sha256: null });
    const unit = UnitName.parse('kuma.service');
    await expect(helper.call('systemd_start', { unit })).rejects.toMatchObject({ code: 'not_found' });

    await helper.call('systemd_daemon_reload', {});
    await helper.call('systemd_start', { unit });

    expect(await runtime.get('systemd-kuma')).toMatchObject({ unit: 'kuma.service', state: 'running' });
    expect((await helper.call('quadlet_list', {})).quadlets).toMatchObject([{ name: 'plex' }, { name: 'kuma' }]);
  });

  it('refuses a change of what changed since, and brings back what was replaced', async () => {
    const { sha256 } = await helper.call('quadlet_read', plexFile);
    const changed = { ...plexFile, content: plexText.replace('plex:1', 'plex:2'), expected_sha256: sha256 };

    const { backup = '' } = await helper.call('quadlet_write', changed);
    await expect(helper.call('quadlet_write', changed)).rejects.toMatchObject({ code: 'conflict' });
    expect((await helper.call('quadlet_backups', {})).backups).toMatchObject([{ id: backup, name: 'plex' }]);
    await helper.call('quadlet_restore', { backup });

    expect(await helper.call('quadlet_read', plexFile)).toMatchObject({ content: plexText, sha256 });
  });

  it('deletes a Quadlet', async () => {
    await helper.call('quadlet_delete', plexFile);

    await expect(helper.call('quadlet_read', plexFile)).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each([
    ['no section', 'Image=x\n', false],
    ['no image', '[Container]\nExec=x\n', false],
    ['both', kumaText, true],
  ])('finds out about a Quadlet with %s', async (_what, content, valid) => {
    expect(await helper.call('quadlet_check', { files: [{ ...kuma, content }] })).toMatchObject({ valid });
  });
});
