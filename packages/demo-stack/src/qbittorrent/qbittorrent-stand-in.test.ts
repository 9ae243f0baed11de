import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { lacksShared, sharedFolder } from '../testing/shared.ts';
import { createWorld } from '../world/world.ts';
import { type QBittorrentStandInOptions, createQBittorrentStandIn } from './qbittorrent-stand-in.ts';

const host = 'http://qbittorrent.test';
const stalled = '00000000000000000000000000000000000000d1';

/** A browser that is signed in. */
async function signedIn(options: Partial<QBittorrentStandInOptions> = {}) {
  const standIn = createQBittorrentStandIn({ world: createWorld(), apiKey: 'right', ...options });
  const send = async (path: string, fields?: Record<string, string>, headers: Record<string, string> = {}) =>
    standIn.fetch(
      new Request(`${host}/api/v2/${path}`, {
        headers,
        ...(fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) }),
      }),
    );
  const signIn = async (password = 'right') => send('auth/login', { username: 'admin', password });
  const answer = await signIn();
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return {
    standIn,
    cookie,
    signIn,
    anonymous: send,
    ask: async (path: string, fields?: Record<string, string>) => send(path, fields, { cookie }),
  };
}

async function read(answer: Response): Promise<unknown> {
  return answer.json();
}

function recorded(name: string): unknown {
  return JSON.parse(readFileSync(join(sharedFolder ?? '', 'recorded-mediahost/qbittorrent', name), 'utf8')) as unknown;
}

function keysOf(value: unknown): string[] {
  return Object.keys((Array.isArray(value) ? value[0] : value) as object).sort();
}

describe.skipIf(lacksShared)('the stand-in of qBittorrent 5.1', () => {
  it.each([
    ['torrents/info', 'torrents-info-downloading.json'],
    [`torrents/properties?hash=${stalled}`, 'torrents-properties.json'],
    [`torrents/files?hash=${stalled}`, 'torrents-files.json'],
    [`torrents/trackers?hash=${stalled}`, 'torrents-trackers.json'],
    ['transfer/info', 'transfer-info.json'],
    ['sync/maindata', 'sync-maindata.json'],
  ])('answers %s with the keys of the real one', async (path, recording) => {
    const { ask } = await signedIn();

    expect(keysOf(await read(await ask(path)))).toEqual(keysOf(recorded(recording)));
  });

  it('tells the state of the server and of each category with the keys of the real one', async () => {
    const { ask } = await signedIn();
    const real = recorded('sync-maindata.json') as Record<'server_state' | 'categories' | 'torrents', object>;
    const own = (await read(await ask('sync/maindata'))) as typeof real;

    expect(keysOf(own.server_state)).toEqual(keysOf(real.server_state));
    expect(keysOf(Object.values(own.categories))).toEqual(keysOf(Object.values(real.categories)));
    expect(keysOf(Object.values(own.torrents))).toEqual(keysOf(Object.values(real.torrents)));
  });

  it.each([
    ['torrents/properties?hash=ffffffffffffffffffffffffffffffffffffffff', undefined, 404],
    ['torrents/noSuchMethod', undefined, 404],
    ['torrents/delete?hashes=all', undefined, 405],
    ['torrents/pause', { hashes: 'all' }, 404],
    ['torrents/stop', { hashes: 'ffffffffffffffffffffffffffffffffffffffff' }, 200],
    ['torrents/createCategory', { category: 'tv-sonarr' }, 409],
    ['torrents/setCategory', { hashes: stalled, category: 'nosuch' }, 409],
  ])('answers %s %j with %i, as the real one does', async (path, fields, status) => {
    const { ask } = await signedIn();

    expect((await ask(path, fields)).status).toBe(status);
  });
});

describe('the stand-in of qBittorrent', () => {
  it('shows the downloads of the household, and keeps what becomes of them', async () => {
    const { ask } = await signedIn();
    await ask('torrents/stop', { hashes: stalled });
    await ask('torrents/delete', { hashes: '00000000000000000000000000000000000000d2', deleteFiles: 'false' });

    expect(await read(await ask('torrents/info'))).toMatchObject([{ hash: stalled, state: 'stoppedDL' }]);
  });

  it('names start and stop as version 4 did', async () => {
    const { ask } = await signedIn({ webApiVersion: '2.8.3' });

    expect((await ask('torrents/stop', { hashes: stalled })).status).toBe(404);
    expect((await ask('torrents/pause', { hashes: stalled })).status).toBe(200);
    expect(await read(await ask('torrents/info?filter=paused'))).toMatchObject([{ state: 'pausedDL' }]);
  });

  it('cuts pages, and begins anew beyond the end as the real one does', async () => {
    const { ask } = await signedIn();
    const names = async (query: string) =>
      ((await read(await ask(`torrents/info?sort=name${query}`))) as { hash: string }[]).map(({ hash }) =>
        hash.slice(-2),
      );

    expect(await names('&limit=1&offset=1')).toEqual(['d1']);
    expect(await names('&limit=1&offset=2')).toEqual(['d2']);
    expect(await names('&reverse=true')).toEqual(['d1', 'd2']);
  });

  it.each([
    ['2.8.3', 200, 'SID=', 'Fails.'],
    ['2.11.4', 200, 'SID=', 'Fails.'],
    ['2.14.1', 204, 'QBT_SID_8080=', 'Unauthorized'],
  ] as const)('signs in as Web API %s does', async (webApiVersion, status, cookieName, refusal) => {
    const { signIn, cookie } = await signedIn({ webApiVersion });

    expect((await signIn()).status).toBe(status);
    expect(cookie).toMatch(new RegExp(`^${cookieName}`));
    expect(await (await signIn('wrong')).text()).toBe(refusal);
  });

  it('bans who fails five times, also with the right password, and keeps the session there is', async () => {
    const { signIn, ask } = await signedIn();
    for (let time = 0; time < 5; time += 1) await signIn('wrong');

    expect((await signIn()).status).toBe(403);
    expect((await ask('app/version')).status).toBe(200);
  });

  it('lets nobody in without a session, or with one that has ended', async () => {
    const { standIn, anonymous, ask } = await signedIn();

    expect((await anonymous('app/version')).status).toBe(403);
    standIn.endSessions();
    expect((await ask('app/version')).status).toBe(403);
  });

  it('takes API keys since 5.2', async () => {
    const headers = { authorization: 'Bearer right' };
    const recent = await signedIn({ webApiVersion: '2.14.1' });
    const before = await signedIn();

    expect((await recent.anonymous('app/version', undefined, headers)).status).toBe(200);
    expect((await before.anonymous('app/version', undefined, headers)).status).toBe(403);
  });

  it('refuses requests that come from elsewhere', async () => {
    const { anonymous, cookie } = await signedIn();

    expect((await anonymous('app/version', undefined, { cookie, origin: 'http://evil.test' })).status).toBe(401);
    expect((await anonymous('app/version', undefined, { cookie, referer: `${host}/` })).status).toBe(200);
  });
});
