import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import type { StandIn } from '../stand-in.ts';
import { lacksShared, sharedFolder } from '../testing/shared.ts';
import { createWorld } from '../world/world.ts';
import { createSabnzbdStandIn } from './sabnzbd-stand-in.ts';

const apiKey = 'demo-key';
let standIn: StandIn;

beforeEach(() => {
  standIn = createSabnzbdStandIn({ world: createWorld(), apiKey });
});

async function post(fields: Record<string, string | File>, base = ''): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return standIn.fetch(new Request(`http://sabnzbd.test${base}/api`, { method: 'POST', body: form }));
}

async function ask(fields: Record<string, string | File>): Promise<Record<string, unknown>> {
  return (await (await post({ output: 'json', apikey: apiKey, ...fields })).json()) as Record<string, unknown>;
}

async function slots(mode: 'queue' | 'history', filter: Record<string, string> = {}) {
  const answer = (await ask({ mode, ...filter }))[mode] as { slots: Record<string, unknown>[] };
  return answer.slots;
}

describe.skipIf(lacksShared)('the answers of the SABnzbd stand-in', () => {
  it.each([
    ['queue-two-paused.json', { mode: 'queue' }],
    ['history.json', { mode: 'history' }],
    ['status.json', { mode: 'status' }],
    ['fullstatus.json', { mode: 'fullstatus' }],
    ['warnings.json', { mode: 'warnings' }],
    ['get_cats.json', { mode: 'get_cats' }],
    ['get_scripts.json', { mode: 'get_scripts' }],
    ['get_files.json', { mode: 'get_files', value: 'SABnzbd_nzo_demo0001' }],
    ['get_config-misc.json', { mode: 'get_config', section: 'misc' }],
    ['get_config-servers.json', { mode: 'get_config', section: 'servers' }],
    ['get_config-categories.json', { mode: 'get_config', section: 'categories' }],
    ['version.json', { mode: 'version' }],
    ['auth.json', { mode: 'auth' }],
    ['pause.json', { mode: 'pause' }],
    ['pause-minutes.json', { mode: 'config', name: 'set_pause', value: '5' }],
    ['resume.json', { mode: 'resume' }],
    ['speedlimit.json', { mode: 'config', name: 'speedlimit', value: '400K' }],
    ['queue-item-pause.json', { mode: 'queue', name: 'pause', value: 'SABnzbd_nzo_demo0001' }],
    ['queue-item-pause-unknown.json', { mode: 'queue', name: 'pause', value: 'SABnzbd_nzo_nosuch' }],
    ['queue-item-priority-high.json', { mode: 'queue', name: 'priority', value: 'SABnzbd_nzo_demo0001', value2: '1' }],
    ['queue-delete.json', { mode: 'queue', name: 'delete', value: 'SABnzbd_nzo_demo0001' }],
    ['queue-delete-unknown.json', { mode: 'queue', name: 'delete', value: 'SABnzbd_nzo_nosuch' }],
    ['history-delete.json', { mode: 'history', name: 'delete', value: 'SABnzbd_nzo_demo0102' }],
    ['retry.json', { mode: 'retry', value: 'SABnzbd_nzo_demo0101' }],
    ['addurl.json', { mode: 'addurl', name: 'http://indexer.example/A.Film.nzb' }],
    ['error-unknown-mode.json', { mode: 'no_such_mode' }],
  ])('have the fields of the recorded %s', async (file, fields) => {
    expect(shapeOf(await ask(fields))).toEqual(shapeOf(recorded(file)));
  });

  it('count traffic with the fields of a recorded server_stats', async () => {
    const [real, ours] = [recorded('server_stats.json'), await ask({ mode: 'server_stats' })];

    expect(Object.keys(ours)).toEqual(Object.keys(real));
    expect(firstServer(ours)).toEqual(firstServer(real));
  });
});

describe('the SABnzbd stand-in', () => {
  it.each([
    ['no key', {}, 'API Key Required'],
    ['a wrong key', { apikey: 'wrong' }, 'API Key Incorrect'],
  ])('refuses %s as the real one does', async (_what, key, words) => {
    const answer = await post({ mode: 'queue', ...key });

    expect([answer.status, await answer.text()]).toEqual([403, words]);
  });

  it('tells its version to everybody', async () => {
    expect((await post({ mode: 'version' })).status).toBe(200);
  });

  it('answers below its URL base alone', async () => {
    standIn = createSabnzbdStandIn({ world: createWorld(), apiKey, urlBase: '/sabnzbd' });

    expect((await post({ mode: 'version' }, '/sabnzbd')).status).toBe(200);
    expect((await post({ mode: 'version' })).status).toBe(404);
  });

  it("shows the world's downloads of this client", async () => {
    const names = (await slots('queue')).map(({ filename }) => filename);
    const own = createWorld().downloads.filter(({ client }) => client === 'sabnzbd');

    expect(names).toEqual(own.map(({ title }) => title));
  });

  it('keeps what it is told', async () => {
    const [id = ''] = (await slots('queue')).map(({ nzo_id }) => String(nzo_id));
    await ask({ mode: 'queue', name: 'pause', value: id });
    await ask({ mode: 'queue', name: 'priority', value: id, value2: '1' });
    expect(await slots('queue', { nzo_ids: id })).toMatchObject([{ status: 'Paused', priority: 'High' }]);

    await ask({ mode: 'queue', name: 'delete', value: id });
    expect(await slots('queue', { nzo_ids: id })).toEqual([]);
  });

  it('takes an NZB and refuses what is none', async () => {
    const nzb = new File(['<nzb></nzb>'], 'A.Film.nzb');

    expect(await ask({ mode: 'addfile', name: nzb, cat: 'movies' })).toMatchObject({ status: true });
    expect(await slots('queue', { search: 'a.film' })).toMatchObject([{ cat: 'movies' }]);
    expect(await ask({ mode: 'addfile', name: new File(['x'], 'x.nzb') })).toEqual({ status: false, nzo_ids: [] });
  });

  it('moves a failed job back into the queue when it is fetched again', async () => {
    const [failed] = await slots('history', { failed_only: '1' });
    await ask({ mode: 'retry', value: String(failed?.['nzo_id']) });

    expect(await slots('history', { failed_only: '1' })).toEqual([]);
    expect(await slots('queue', { search: String(failed?.['name']) })).toHaveLength(1);
  });
});

function recorded(file: string): Record<string, unknown> {
  const path = join(sharedFolder ?? '', 'recorded-mediahost/sabnzbd', file);
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
}

/** Names and kinds of the fields; of a list those of its first entry. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return typeof value[0] === 'object' ? shapeOf(value[0]) : 'list';
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  const names = Object.keys(value).toSorted();
  return Object.fromEntries(names.map((name) => [name, shapeOf(new Map(Object.entries(value)).get(name))]));
}

function firstServer({ servers }: Record<string, unknown>): string[] {
  const [first] = Object.values(servers as Record<string, object>);
  return Object.keys(first ?? {});
}
