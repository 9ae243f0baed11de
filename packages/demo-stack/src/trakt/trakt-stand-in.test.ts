import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { lacksShared, sharedFolder } from '../testing/shared.ts';
import { createWorld } from '../world/world.ts';
import { createTraktStandIn } from './trakt-stand-in.ts';

const headers = { 'trakt-api-version': '2', 'trakt-api-key': 'app', 'user-agent': 'test' };

function openStandIn(options: Partial<Parameters<typeof createTraktStandIn>[0]> = {}) {
  let ms = Date.UTC(2026, 10, 21, 12);
  const standIn = createTraktStandIn({ world: createWorld({ now: () => new Date(ms) }), apiKey: 'app', ...options });
  const { access_token: token } = standIn.signIn();
  return {
    standIn,
    token,
    pass: (seconds: number) => {
      ms += seconds * 1000;
    },
    get: async (path: string, more: Record<string, string> = { authorization: `Bearer ${token}` }) =>
      standIn.fetch(new Request(`http://trakt.test${path}`, { headers: { ...headers, ...more } })),
    post: async (path: string, body: object, more: Record<string, string> = { authorization: `Bearer ${token}` }) =>
      standIn.fetch(
        new Request(`http://trakt.test${path}`, {
          method: 'POST',
          headers: { ...headers, ...more },
          body: JSON.stringify(body),
        }),
      ),
  };
}

/** The names of the fields, and of those below them, of the first of each list. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shapeOf(each)]));
}

// Fields that only older answers have, and those that are null in one place and not in the other.
const older = new Set(['tvrage', 'seasons', 'reset_at', 'hidden_seasons', 'score', 'imdb', 'tvdb', 'tmdb']);

function lacking(wanted: unknown, found: unknown, path = ''): string[] {
  if (typeof wanted !== 'object' || wanted === null) return [];
  return Object.entries(wanted).flatMap(([name, each]) => {
    if (older.has(name)) return [];
    const own = new Map<string, unknown>(Object.entries(found ?? {})).get(name);
    return own === undefined ? [`${path}.${name}`] : lacking(each, own, `${path}.${name}`);
  });
}

describe.skipIf(lacksShared)('the answers of the Trakt stand-in', () => {
  it.each([
    ['sync-watched-shows', '/sync/watched/shows?extended=progress'],
    ['sync-watched-movies', '/sync/watched/movies'],
    ['users-me-watchlist', '/sync/watchlist/movies/added/desc'],
    ['search-show-query-Breaking_Bad', '/search/show?query=lighthouse'],
    ['search-movie-query-The_Avengers', '/search/movie?query=harbour'],
    ['search-show-query-Breaking_Bad', '/search/show/exact?query=the%20lighthouse%20keepers'],
    ['shows-1390-seasons', '/shows/550001/seasons?extended=episodes'],
    ['shows-game-of-thrones-progress-watched', '/shows/550003/progress/watched'],
    ['calendars-my-shows-new', '/calendars/my/shows/2026-11-01/31'],
    ['calendars-my-movies', '/calendars/my/movies/2027-01-10/31'],
  ])('have the fields of %s', async (file, path) => {
    const recorded: unknown = JSON.parse(
      readFileSync(join(sharedFolder ?? '', `recorded/trakt/trakt.py--${file}.json`), 'utf8'),
    );
    const { get } = openStandIn();
    const answer = await get(path);

    expect(answer.status).toBe(200);
    expect(lacking(shapeOf(recorded), shapeOf(await answer.json()))).toEqual([]);
  });
});

describe('the Trakt stand-in', () => {
  it('refuses applications that it does not know, and those that name no version', async () => {
    const { get } = openStandIn();

    expect((await get('/shows/trending', { 'trakt-api-key': 'other' })).status).toBe(403);
    expect((await get('/shows/trending', { 'trakt-api-version': '1' })).status).toBe(403);
    expect((await get('/shows/trending', {})).status).toBe(200);
  });

  it('lets in users whose token lives', async () => {
    const { get, pass } = openStandIn({ tokenSeconds: 2 });

    expect((await get('/users/settings')).status).toBe(200);
    pass(2);
    expect((await get('/users/settings')).status).toBe(401);
    expect((await get('/users/settings', {})).status).toBe(401);
  });

  it('says how long its lists are', async () => {
    const { get } = openStandIn();
    const { headers: told } = await get('/sync/watchlist/all/added/desc?page=2&limit=1');

    expect(Object.fromEntries(told)).toMatchObject({
      'x-pagination-page': '2',
      'x-pagination-limit': '1',
      'x-pagination-page-count': '2',
      'x-pagination-item-count': '2',
    });
  });

  it('takes no calls for as long as it rests, and says how long that is', async () => {
    const { standIn, get, pass } = openStandIn();
    standIn.rest(30);
    const answer = await get('/users/settings');

    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '30']);
    pass(30);
    expect((await get('/users/settings')).status).toBe(200);
  });

  it('keeps what was watched and what is wanted', async () => {
    const { get, post } = openStandIn();
    await post('/sync/watchlist', { shows: [{ ids: { trakt: 550_005 } }, { ids: { trakt: 1 } }] });
    const history = await post('/sync/history', { episodes: [{ ids: { trakt: 5_501_001 } }] });

    expect(await history.json()).toMatchObject({ added: { episodes: 1, movies: 0 } });
    expect(await (await get('/sync/watchlist/shows/added/desc')).json()).toMatchObject([
      { show: { ids: { trakt: 550_005 } } },
      { show: { ids: { trakt: 550_002 } } },
    ]);
    expect(await (await get('/shows/550002/progress/watched')).json()).toMatchObject({ completed: 1 });
  });

  it.each(['once_used', 'at_once'] as const)('trades a refresh token once (%s)', async (rotation) => {
    const { standIn, post, get } = openStandIn({ rotation });
    const trade = async (token: string): Promise<Response> =>
      post('/oauth/token', { client_id: 'app', client_secret: 'secret', refresh_token: token }, {});
    const { refresh_token: first } = standIn.signIn();
    const next = (await (await trade(first)).json()) as { access_token: string };
    await get('/users/settings', { authorization: `Bearer ${next.access_token}` });
    const again = await trade(first);

    expect(again.status).toBe(400);
    expect(await again.json()).toMatchObject({ error: 'invalid_grant' });
    expect(standIn.tokens.reused).toBe(1);
  });

  it('gives others for the same refresh token while those that it gave were not used', async () => {
    const { standIn, post } = openStandIn();
    const { refresh_token: token } = standIn.signIn();
    const trade = async (): Promise<number> =>
      (await post('/oauth/token', { client_id: 'app', client_secret: 'secret', refresh_token: token }, {})).status;

    expect([await trade(), await trade()]).toEqual([200, 200]);
    expect(standIn.tokens.reused).toBe(0);
  });

  it('signs in whoever enters the code on its page, once', async () => {
    const { standIn, post, pass } = openStandIn();
    const body = { client_id: 'app', client_secret: 'secret' };
    const shown = (await (await post('/oauth/device/code', body, {})).json()) as Record<string, string>;
    const poll = async (): Promise<number> => {
      pass(5);
      return (await post('/oauth/device/token', { ...body, code: shown['device_code'] }, {})).status;
    };

    expect(await poll()).toBe(400);
    expect((await post('/oauth/device/token', { ...body, code: shown['device_code'] }, {})).status).toBe(429);
    const form = new URLSearchParams({ code: shown['user_code'] ?? '' });
    await standIn.fetch(new Request(shown['verification_url'] ?? '', { method: 'POST', body: form }));
    expect([await poll(), await poll()]).toEqual([200, 409]);
  });
});
