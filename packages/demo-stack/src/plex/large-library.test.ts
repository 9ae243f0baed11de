import { describe, expect, it } from 'vitest';

import { createLargeWorld } from '../world/large-world.ts';
import { type PlexStandIn, createPlexStandIn } from './plex-stand-in.ts';

const world = createLargeWorld({ movies: 3000, series: 20, now: () => new Date('2026-11-21T12:00:00Z') });

function largePlex(): PlexStandIn {
  return createPlexStandIn({ world, apiKey: 't0ken', views: 10_000, keepsSelections: true });
}

type Row = Readonly<Record<string, unknown>>;

async function read(plex: PlexStandIn, path: string, { start, size }: { start: number; size: number }) {
  const headers = {
    'X-Plex-Token': 't0ken',
    accept: 'application/json',
    'X-Plex-Container-Start': String(start),
    'X-Plex-Container-Size': String(size),
  };
  const response = await plex.fetch(new Request(`http://plex.test${path}`, { headers }));
  const { MediaContainer } = (await response.json()) as { MediaContainer: { totalSize: number; Metadata?: Row[] } };
  return { total: MediaContainer.totalSize, rows: MediaContainer.Metadata ?? [] };
}

const history = '/status/sessions/history/all?sort=viewedAt:desc';

describe('a large Plex stand-in', () => {
  it('has as many movies as were asked for, each under a title of its own, and records as large as real ones', async () => {
    const { total, rows } = await read(largePlex(), '/library/sections/1/all', { start: 0, size: 3000 });

    expect([total, new Set(rows.map(({ title }) => title)).size]).toEqual([3000, 3000]);
    expect(JSON.stringify(rows).length / rows.length).toBeGreaterThan(1900);
  });

  it('is the same each time', () => {
    const again = createLargeWorld({ movies: 3000, series: 20, now: world.now });

    expect(again.movies).toEqual(world.movies);
  });

  it('has the latest view first, movies and episodes, each page where the one before it ended', async () => {
    const plex = largePlex();
    const whole = await read(plex, history, { start: 0, size: 10_000 });
    const part = await read(plex, history, { start: 9990, size: 20 });
    const times = whole.rows.map(({ viewedAt }) => Number(viewedAt));

    expect(whole.total).toBe(10_000);
    expect(part.rows).toEqual(whole.rows.slice(9990));
    expect(times).toEqual(times.toSorted((one, other) => other - one));
    expect(new Set(whole.rows.map(({ type }) => type))).toEqual(new Set(['movie', 'episode']));
  });

  it('leaves out the fields that are not wanted', async () => {
    const query = `${history}&excludeFields=title,thumb`;
    const [row] = (await read(largePlex(), query, { start: 0, size: 1 })).rows;

    expect(row).toMatchObject({ accountID: expect.any(Number) as unknown, type: expect.any(String) as unknown });
    expect(Object.keys(row ?? {})).not.toContain('title');
    expect(Object.keys(row ?? {})).not.toContain('thumb');
  });

  it('finds anew what was found before something was written', async () => {
    const plex = largePlex();
    const unwatched = '/library/sections/1/all?unwatched=1';
    const before = await read(plex, unwatched, { start: 0, size: 1 });
    const scrobble = `/:/scrobble?identifier=com.plexapp.plugins.library&key=${String(before.rows[0]?.['ratingKey'])}`;
    await plex.fetch(
      new Request(`http://plex.test${scrobble}`, { method: 'PUT', headers: { 'X-Plex-Token': 't0ken' } }),
    );

    expect((await read(plex, unwatched, { start: 0, size: 1 })).total).toBe(before.total - 1);
  });
});
