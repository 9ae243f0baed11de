import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type Connection, bearer, confirm, connect, rows, succeed } from '../connect.ts';
import { until } from '../run.ts';
import { type RunningDemo, startDemo } from '../start-demo.ts';

let demo: RunningDemo;
let connection: Connection;

beforeAll(async () => {
  demo = await startDemo({ SONARR_URL: 'http://real-sonarr.example', SONARR_API_KEY: 'a-real-key' });
  connection = await connect(demo);
});

afterAll(async () => {
  await connection.close();
  await demo.end('SIGTERM');
});

/** Arguments of the reading tools that need some; all others are called without. */
const neededArguments: Readonly<Record<string, Record<string, unknown>>> = {
  call_read_tool: { name: 'stack_list' },
  describe_tool: { name: 'stack_up' },
  find_tools: { query: 'queue' },
  container_inspect: { name: 'gluetun' },
  container_logs: { name: 'gluetun' },
  compose_read: { stack: 'media' },
  compose_validate: { stack: 'media' },
  stack_get: { stack: 'downloads' },
  quadlet_check: { name: 'new', content: '[Container]\nImage=docker.io/library/alpine:3\n' },
  quadlet_read: { name: 'plex' },
  unit_logs: { unit: 'backup-config' },
  unit_status: { unit: 'plex' },
  media_search: { query: 'harbour' },
  log_search: { query: 'database is locked', since: '2d' },
  sonarr_get_episodes: { series: 'Orbital Gardeners' },
  sonarr_get_episode_files: { series: 'Second Breakfast' },
  sonarr_get_manual_import: { download_id: '00000000000000000000000000000000000000D2' },
  sonarr_get_releases: { episode_id: 3 },
  sonarr_get_series: { series: 'Orbital Gardeners' },
  sonarr_search_new_series: { term: 'cartographers' },
  radarr_get_manual_import: { folder: '/data/downloads' },
  radarr_get_movie: { movie: 'Harbour Lights' },
  radarr_get_movie_files: { movie: 'Harbour Lights' },
  radarr_get_releases: { movie: 'Harbour Days' },
  radarr_search_new_movie: { term: 'glass' },
  lidarr_get_albums: { artist: 'The Tin Kites' },
  lidarr_get_artist: { artist: 'The Tin Kites' },
  lidarr_search_new_artist: { term: 'choir' },
  prowlarr_search: { query: 'orbital' },
  qbittorrent_get_torrent: { torrent: '00000000000000000000000000000000000000d2' },
  plex_get_alerts: { seconds: 1 },
  plex_get_artwork: { item: 'Harbour Lights' },
  plex_get_client: { client: 'Kitchen' },
  plex_get_collection: { collection: 'The Harbour Collection' },
  plex_get_item: { item: 'Harbour Lights' },
  plex_get_library: { library: 'Movies' },
  plex_get_library_stats: { library: 'Movies' },
  plex_get_playlist: { playlist: 'Rainy Sunday' },
  plex_list_artwork: { item: 'Harbour Lights' },
  plex_get_library_items: { library: 'Movies' },
  plex_get_user_statistics: { period: 'all_time' },
  plex_search: { query: 'harbour' },
  trakt_get_show_episodes: { show: 'Orbital Gardeners' },
  trakt_get_show_progress: { show: 'Orbital Gardeners' },
  trakt_search_movies: { query: 'glass' },
  trakt_search_shows: { query: 'cartographers' },
};

// Where nothing is wrong, or nothing was done yet, there is nothing to list.
const mayBeEmpty: ReadonlySet<string> = new Set(['audit_list', 'change_list', 'job_list', 'radarr_health_check']);

async function argumentsOf(tool: string): Promise<Record<string, unknown>> {
  if (tool === 'file_read') {
    const { file } = await succeed(connection, 'compose_read', { stack: 'media' });
    return { path: String(file).replace('compose.yaml', '.env') };
  }
  if (tool === 'log_read') return { path: rows(await succeed(connection, 'log_list'))[0]!['path'] };
  if (tool === 'job_get') return { job_id: await anyJob() };
  return neededArguments[tool] ?? {};
}

async function anyJob(): Promise<unknown> {
  await connection.call('stack_pull', { stack: 'media' });
  return rows(await succeed(connection, 'job_list'))[0]!['job_id'];
}

async function stackHealths(): Promise<unknown[]> {
  return rows(await succeed(connection, 'stack_list')).map(({ health }) => health);
}

async function plainClient(): Promise<Client> {
  const client = new Client({ name: 'arr-mcp-e2e', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(new URL(`${demo.url}/mcp/x/full`), {
    requestInit: { headers: bearer(demo) },
  });
  // The SDK's own types disagree here under exactOptionalPropertyTypes.
  // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- tsc does need it
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  return client;
}

describe('the demo', () => {
  it('says what it is, to the assistant first and on the page', async () => {
    const client = await plainClient();
    const instructions = client.getInstructions();
    await client.close();
    const page = await (await fetch(`${demo.url}/`, { headers: bearer(demo) })).text();

    expect(instructions).toMatch(/^This is a demo: .*invented/);
    expect(page).toContain('This is a demo: everything here is invented.');
  });

  it('answers every reading tool, and none with an empty list', async () => {
    const client = await plainClient();
    const { tools } = await client.listTools();
    await client.close();
    const reads = tools.filter(({ annotations }) => annotations?.readOnlyHint === true).map(({ name }) => name);
    const problems: string[] = [];

    for (const name of reads) {
      const data = await succeed(connection, name, await argumentsOf(name)).catch((error: unknown) => ({ error }));
      if ('error' in data) problems.push(`${name}: ${String(data.error)}`);
      else if ('items' in data && rows(data).length === 0 && !mayBeEmpty.has(name)) problems.push(`${name}: is empty`);
    }

    expect(reads.length).toBeGreaterThan(80);
    expect(problems).toEqual([]);
  });

  it('reaches every service, and none that is not its own', async () => {
    const { items } = (await succeed(connection, 'service_api_reachability')) as { items: Record<string, unknown>[] };

    expect(items.filter(({ reachable }) => reachable !== true)).toEqual([]);
    expect(items.map(({ url }) => url).filter((url) => !String(url).startsWith('http://127.0.0.1:'))).toEqual([]);
  });

  it('has the series that was added, which was known and nowhere before', async () => {
    const wanted = { tvdb_id: 990_006, instance: 'sonarr', quality_profile: 'HD-1080p' };
    const standing = async () => rows(await succeed(connection, 'media_search', { query: 'the cartographers (2022)' }));
    expect(await standing()).toMatchObject([{ tvdb_id: 990_006, have: 'no', trakt: [{}] }]);

    await succeed(connection, 'sonarr_add_series', wanted);

    expect(await standing()).toMatchObject([{ have: 'no', sonarr: [{ instance: 'sonarr', monitored: true }] }]);

    const found = await succeed(connection, 'sonarr_get_all_series', { title: 'cartographers' });
    expect(rows(found)).toMatchObject([{ instance: 'sonarr', title: 'The Cartographers', year: 2022 }]);
  });

  it('starts what had ended, which the overview tells then', async () => {
    await succeed(connection, 'container_start', { name: 'bazarr' });
    await succeed(connection, 'container_restart', { name: 'gluetun' });

    await until('everything is well', async () => (await stackHealths()).every((health) => health === 'healthy'));
    expect(await stackHealths()).toHaveLength(3);
  });

  it('takes a stack down and up again', async () => {
    const stateOfStack = async (): Promise<unknown> =>
      (await succeed(connection, 'stack_get', { stack: 'media' }))['running'];

    await confirm(connection, 'stack_down', { stack: 'media' });
    expect(await stateOfStack()).toBe(0);

    await succeed(connection, 'stack_up', { stack: 'media' });
    expect(await stateOfStack()).toBe(7);
  });

  it('moves a stack to Quadlets', async () => {
    await succeed(connection, 'compose_to_quadlets', { stack: 'downloads' });
    await confirm(connection, 'quadlets_install', { stack: 'downloads' });

    const stacks = rows(await succeed(connection, 'stack_list'));
    expect(stacks).toContainEqual(expect.objectContaining({ stack: 'downloads', kind: 'quadlet', health: 'healthy' }));
  });
});

describe('the end of the demo', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('leaves nothing behind on %s', async (signal) => {
    const own = await startDemo();
    expect(existsSync(join(own.folder, 'stacks'))).toBe(true);

    expect(await own.end(signal)).toEqual({ exitCode: 0, leftBehind: [] });

    await expect(fetch(own.url)).rejects.toThrow('fetch failed');
  });

  it('leaves nothing behind when its server crashes, and says that it failed', async () => {
    const own = await startDemo();

    expect(await own.crash()).toEqual({ exitCode: 1, leftBehind: [] });
  });
});
