import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Connection, confirm, connect, rows, succeed } from '../connect.ts';
import { inLab, shellInLab, tryInLab } from '../lab.ts';
import { type RunResult, until } from '../run.ts';
import { type LabServices, startServices, stopService } from '../services.ts';
import { type RunningServer, startServer } from '../start-server.ts';
import { hasNoMediaHost, useStory } from '../story.ts';

const realFiles = {
  'sabnzbd/sabnzbd.ini': '/srv/lab/sabnzbd/sabnzbd.ini',
  'qbittorrent/qBittorrent/config/qBittorrent.conf': '/srv/lab/qbittorrent/qBittorrent/config/qBittorrent.conf',
};

describe.skipIf(hasNoMediaHost)('discovery by the files that the real services wrote', () => {
  let lab: LabServices;
  let server: RunningServer;
  let connection: Connection;
  const services = mkdtempSync(join(tmpdir(), 'arr-mcp-e2e-services-'));

  beforeAll(async () => {
    lab = await startServices();
    for (const [name, path] of Object.entries(realFiles)) {
      mkdirSync(dirname(join(services, name)), { recursive: true });
      writeFileSync(join(services, name), await inLab(['cat', path]));
    }
    server = await startServer({
      ARR_MCP_SERVICES_DIR: services,
      ARR_MCP_DISCOVER: 'true',
      SABNZBD_URL: lab.sabnzbd.url,
      QBITTORRENT_URL: lab.qbittorrent.url,
      QBITTORRENT_USERNAME: lab.qbittorrent.username,
      QBITTORRENT_PASSWORD: lab.qbittorrent.password,
    });
    connection = await connect(server);
  });
  afterAll(async () => {
    await connection.close();
    await server.stop();
    rmSync(services, { recursive: true, force: true });
  });

  it('reads both, and tells of a key that there is one', async () => {
    const scan = await succeed(connection, 'service_scan');

    expect(rows(scan)).toMatchObject([
      { instance: 'qbittorrent', config: { state: 'readable', has_key: false }, credential_from: 'environment' },
      { instance: 'sabnzbd', config: { state: 'readable', has_key: true }, credential_from: 'file' },
    ]);
    expect(JSON.stringify(scan)).not.toContain(lab.sabnzbd.apiKey);
  });

  it('is let in with the key that was found', async () => {
    const reach = await succeed(connection, 'service_api_reachability');

    expect(reach).toMatchObject({ reachable: 2, unreachable: 0 });
    expect(rows(reach)).toMatchObject([
      { instance: 'sabnzbd', reachable: true, authorised: true, version: expect.stringMatching(/^\d/) as string },
      { instance: 'qbittorrent', reachable: true, authorised: true, version: expect.stringMatching(/^v\d/) as string },
    ]);
    expect(await connection.listTools()).toContain('sabnzbd_get_queue');
  });

  it('tells how both stand by their own word', async () => {
    const health = rows(await succeed(connection, 'service_api_health'));

    expect(health).toMatchObject([
      { instance: 'sabnzbd', reachable: true },
      { instance: 'qbittorrent', reachable: true },
    ]);
    expect(health.map(({ status }) => status)).not.toContain('unknown');
  });

  it('notices that one has ended, and that it is back', async () => {
    await stopService('sabnzbd');
    expect(rows(await succeed(connection, 'service_api_reachability', { service: 'sabnzbd' }))).toMatchObject([
      { reachable: false, next: expect.any(String) as string },
    ]);
    expect(rows(await succeed(connection, 'service_health_report'))[0]).toMatchObject({
      instance: 'sabnzbd',
      status: 'critical',
    });

    await startServices();
    await until('it answers', async () => {
      const [row] = rows(await succeed(connection, 'service_api_reachability', { service: 'sabnzbd' }));
      return row?.['authorised'] === true;
    });
  });
});

describe.skipIf(hasNoMediaHost)('arr-mcp doctor where it is installed', () => {
  const story = useStory();
  let lab: LabServices;

  beforeAll(async () => {
    lab = await startServices();
  });

  async function doctor(variables: Readonly<Record<string, string>>): Promise<RunResult> {
    const env = Object.entries(variables).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
    return tryInLab(['podman', 'exec', ...env, 'arr-mcp', 'node', '/app/main.js', 'doctor']);
  }

  it('finds runtime, helper and the real SABnzbd, and tells no key', async () => {
    const { exitCode, stdout } = await doctor({
      SABNZBD_URL: await insideUrl(lab.sabnzbd.url),
      SABNZBD_API_KEY: lab.sabnzbd.apiKey,
    });

    expect(stdout).toMatch(/^ok +container runtime +podman 5\.\d.*rootless/m);
    expect(stdout).toMatch(/^ok +helper +arr-helper /m);
    expect(stdout).toMatch(/^ok +sabnzbd +http:.* \(environment\), \d[\d.]+, \d+ ms$/m);
    expect(stdout).not.toContain(lab.sabnzbd.apiKey);
    expect(exitCode).toBe(0);
  });

  it('ends with 1 and the next step when a key is refused', async () => {
    const { exitCode, stdout } = await doctor({
      SABNZBD_URL: await insideUrl(lab.sabnzbd.url),
      SABNZBD_API_KEY: 'f'.repeat(32),
    });

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^problem +sabnzbd +.*\n +→ \S/m);
  });

  it('knows a running container by its image and its folder by its mount, and takes nothing else for the service', async () => {
    const name = 'tv-and-films';
    const folder = '/media-server/lab-films';
    const apiKey = '0123456789abcdef0123456789abcdef';
    await shellInLab(
      `mkdir -p ${folder} && echo '<Config><Port>7878</Port><ApiKey>${apiKey}</ApiKey></Config>' > ${folder}/config.xml`,
    );
    await inLab([
      'podman',
      'run',
      '-d',
      '--name',
      name,
      '-p',
      '17878:7878',
      '-v',
      `${folder}:/config`,
      'lscr.io/linuxserver/radarr:5.22.4',
    ]);
    try {
      const answer = await succeed(story.connection, 'service_scan');
      const scan = rows(answer);

      // The lab's Radarr is a stub: it has the image, and does not answer as Radarr does.
      const radarr = scan.find((row) => row['service'] === 'radarr');
      expect(radarr).toMatchObject({ container: { name, state: 'running', matched_by: 'image', port: 17878 } });
      expect(radarr).toMatchObject({ folder: 'lab-films', config: { state: 'readable', has_key: true } });
      expect(radarr).toHaveProperty('problems.0.problem', expect.stringContaining('something else answers'));
      expect(JSON.stringify(answer)).not.toContain(apiKey);

      const fix = { fix_type: 'config_key', service: 'radarr', key: 'UrlBase', value: '/films' };
      const { change } = await confirm(story.connection, 'service_fix', fix);
      expect(await inLab(['cat', `${folder}/config.xml`])).toContain(
        `<ApiKey>${apiKey}</ApiKey>  <UrlBase>/films</UrlBase>`,
      );
      await confirm(story.connection, 'change_revert', { id: change });
      expect(await inLab(['cat', `${folder}/config.xml`])).not.toContain('UrlBase');
      expect(radarr).not.toHaveProperty('url');
    } finally {
      await inLab(['podman', 'rm', '-f', '-t', '0', name]);
      await inLab(['rm', '-r', folder]);
    }
  });
});

/** The lab's address out of the server's own container; SABnzbd answers to no name that it does not know. */
async function insideUrl(url: string): Promise<string> {
  const hosts = await inLab(['podman', 'exec', 'arr-mcp', 'cat', '/etc/hosts']);
  const address = /^(\S+).*host\.containers\.internal/m.exec(hosts)?.[1];
  if (address === undefined) throw new Error(`the container knows no address of its host\n${hosts}`);
  return url.replace(/\/\/[^:/]+/, `//${address}`);
}
