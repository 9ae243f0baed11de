import { describe, expect, it } from 'vitest';

import { createWorld } from '../world/world.ts';
import { type PlexStandIn, createPlexStandIn } from './plex-stand-in.ts';

const now = new Date('2026-11-21T12:00:00Z');

function standIn(): PlexStandIn {
  return createPlexStandIn({ world: createWorld({ now: () => now }), apiKey: 't0ken' });
}

interface Container {
  readonly size: number;
  readonly totalSize?: number;
  readonly Metadata?: readonly Readonly<Record<string, unknown>>[];
  readonly Directory?: readonly Readonly<Record<string, unknown>>[];
  readonly Hub?: readonly { readonly type: string; readonly size: number }[];
}

async function get(plex: PlexStandIn, path: string, headers: Record<string, string> = {}): Promise<Response> {
  const signed = { 'X-Plex-Token': 't0ken', accept: 'application/json', ...headers };
  return plex.fetch(new Request(`http://plex.test${path}`, { headers: signed }));
}

async function read(plex: PlexStandIn, path: string, headers: Record<string, string> = {}): Promise<Container> {
  const response = await get(plex, path, headers);
  return ((await response.json()) as { MediaContainer: Container }).MediaContainer;
}

describe('createPlexStandIn', () => {
  it('asks for the token everywhere but at its identity', async () => {
    const plex = standIn();

    expect((await get(plex, '/library/sections', { 'X-Plex-Token': 'no' })).status).toBe(401);
    expect((await get(plex, '/identity', { 'X-Plex-Token': 'no' })).status).toBe(200);
  });

  it('answers XML to whoever does not ask for JSON', async () => {
    const response = await get(standIn(), '/library/sections', { accept: '*/*' });

    expect(response.headers.get('content-type')).toContain('xml');
    expect(await response.text()).toContain('<Directory key="1" type="movie" title="Movies"');
  });

  it('has libraries of movies, shows and music with what the household has files of', async () => {
    const plex = standIn();
    const { Directory = [] } = await read(plex, '/library/sections');

    expect(Directory.map(({ title }) => title)).toEqual(['Movies', 'TV Shows', 'Music']);
    expect((await read(plex, '/library/sections/1/all')).Metadata?.map(({ title }) => title)).toContain(
      'Harbour Lights',
    );
    expect((await read(plex, '/library/sections/2/all?type=4')).size).toBeGreaterThan(20);
  });

  it('gives the part of a list that was asked for, and how long the whole is', async () => {
    const plex = standIn();
    const whole = await read(plex, '/library/sections/2/all?type=4');
    const range = { 'X-Plex-Container-Start': '2', 'X-Plex-Container-Size': '3' };
    const part = await read(plex, '/library/sections/2/all?type=4', range);

    expect(part).toMatchObject({ size: 3, totalSize: whole.size });
    expect(part.Metadata).toEqual(whole.Metadata?.slice(2, 5));
  });

  it.each([
    ['genre', (each: Readonly<Record<string, unknown>>) => JSON.stringify(each['Genre']).includes('Drama'), 'Drama'],
    ['contentRating', ({ contentRating }: Readonly<Record<string, unknown>>) => contentRating === 'PG', 'PG'],
  ] as const)('filters by %s', async (filter, fits, title) => {
    const plex = standIn();
    const choices = await read(plex, `/library/sections/1/${filter}`);
    const key = choices.Directory?.find((each) => each['title'] === title)?.['key'];
    const found = await read(plex, `/library/sections/1/all?${filter}=${String(key)}`);
    const all = await read(plex, '/library/sections/1/all');

    expect(found.Metadata).toEqual(all.Metadata?.filter(fits));
    expect(found.size).toBeGreaterThan(0);
  });

  it('tells what was not watched apart from what was', async () => {
    const plex = standIn();
    const [all, unwatched, watched] = await Promise.all(
      ['', '&unwatched=1', '&unwatched!=1'].map(async (filter) =>
        read(plex, `/library/sections/2/all?type=4${filter}`),
      ),
    );

    expect(unwatched?.Metadata?.every((each) => each['viewCount'] === undefined)).toBe(true);
    expect((unwatched?.size ?? 0) + (watched?.size ?? 0)).toBe(all?.size);
    expect(watched?.size).toBeGreaterThan(0);
  });

  it('finds by a part of the title, as many of each type as was asked for', async () => {
    const { Hub = [] } = await read(standIn(), '/hubs/search?query=harbour&limit=1');

    expect(Hub.find(({ type }) => type === 'movie')?.size).toBe(1);
    expect(Hub.find(({ type }) => type === 'show')?.size).toBe(0);
  });

  it('keeps a history that can be narrowed to an account, an item and a time', async () => {
    const plex = standIn();
    const all = await read(plex, '/status/sessions/history/all');
    const own = await read(plex, '/status/sessions/history/all?accountID=1&sort=viewedAt:desc');
    const since = Math.floor(+now / 1000) - 30 * 86_400;
    const recent = await read(plex, `/status/sessions/history/all?viewedAt%3E=${since}`);

    expect(own.Metadata?.every((each) => each['accountID'] === 1)).toBe(true);
    expect(own.size).toBeLessThan(all.size);
    expect(recent.Metadata?.every((each) => Number(each['viewedAt']) >= since)).toBe(true);
    expect(recent.size).toBeLessThan(all.size);
  });

  it('shows two people watching, one of them with a transcoder', async () => {
    const { Metadata = [] } = await read(standIn(), '/status/sessions');

    expect(Metadata).toHaveLength(2);
    expect(Metadata.filter((each) => each['TranscodeSession'] !== undefined)).toHaveLength(1);
  });
});
