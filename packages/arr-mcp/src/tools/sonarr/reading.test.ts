import { describe, expect, it } from 'vitest';

import { itemsOf, openSonarrBench } from './sonarr-bench.fixtures.ts';

const { call } = openSonarrBench();

async function titles(args: object): Promise<unknown[]> {
  return itemsOf(await call('sonarr_get_all_series', args)).map(({ title }) => title);
}

describe('sonarr_get_all_series', () => {
  it('A8 tells of each series what there is of it', async () => {
    const { items, total } = await call('sonarr_get_all_series', { title: 'breakfast' });

    expect(total).toBe(1);
    expect(items).toEqual([
      {
        id: expect.any(Number) as number,
        title: 'Second Breakfast',
        year: 2018,
        status: 'ended',
        monitored: true,
        seasons: 4,
        episodes: 40,
        files: 40,
        percent: 100,
        size_bytes: expect.any(Number) as number,
        added_at: expect.stringMatching(/^2018-06/) as string,
      },
    ]);
  });

  it.each([
    [{}, ['Ferry to Nowhere', 'The Lighthouse Keepers', 'Orbital Gardeners', 'Paper Mountains', 'Second Breakfast']],
    [{ status: 'continuing' }, ['The Lighthouse Keepers', 'Orbital Gardeners']],
    [{ status: 'upcoming' }, ['Paper Mountains']],
    [{ missing: true }, ['The Lighthouse Keepers', 'Orbital Gardeners']],
    [{ monitored: false }, []],
    [{ title: 'NOWHERE' }, ['Ferry to Nowhere']],
    [{ sort: 'year', order: 'desc', limit: 2 }, ['Paper Mountains', 'Orbital Gardeners']],
    [{ sort: 'added', order: 'desc', limit: 1 }, ['Paper Mountains']],
    [{ sort: 'size', limit: 2 }, ['Paper Mountains', 'Orbital Gardeners']],
    [{ sort: 'missing', order: 'desc', limit: 2 }, ['The Lighthouse Keepers', 'Orbital Gardeners']],
    [{ sort: 'next_airing', limit: 1 }, ['Orbital Gardeners']],
  ])('A9 with %j gives those that fit, in order', async (args, expected) => {
    expect(await titles(args)).toEqual(expected);
  });

  it('A9 goes on where a page ended', async () => {
    const first = await call('sonarr_get_all_series', { limit: 3 });
    const second = await call('sonarr_get_all_series', { limit: 3, cursor: first['next_cursor'] });

    expect(itemsOf(second).map(({ title }) => title)).toEqual(['Paper Mountains', 'Second Breakfast']);
    expect(second).not.toHaveProperty('next_cursor');
  });
});

describe('sonarr_get_series', () => {
  it('A10 shows a series with its seasons and the names of its settings', async () => {
    const { items } = await call('sonarr_get_series', { series: 'lighthouse keepers' });

    expect(items).toMatchObject([
      {
        title: 'The Lighthouse Keepers',
        tvdb_id: 990_001,
        path: '/data/media/tv/The Lighthouse Keepers (2021)',
        quality_profile: 'HD-1080p',
        runtime_seconds: 2880,
        seasons: [
          { season: 1, monitored: true, episodes: 8, files: 8, percent: 100 },
          { season: 2, episodes: 8, files: 8 },
          { season: 3, episodes: 5, total_episodes: 10, files: 2, percent: 40 },
        ],
      },
    ]);
  });

  it('takes the id as a number or as text', async () => {
    const [row] = itemsOf(await call('sonarr_get_all_series', { title: 'ferry' }));
    const id = row?.['id'];

    expect(await call('sonarr_get_series', { series: id })).toMatchObject({ items: [{ title: 'Ferry to Nowhere' }] });
    expect(await call('sonarr_get_series', { series: String(id) })).toMatchObject({ items: [{ id }] });
  });

  it('has nothing for a title that no series has', async () => {
    await expect(call('sonarr_get_series', { series: 'Ferris' })).rejects.toMatchObject({
      code: 'not_found',
      hint: expect.stringContaining('sonarr_get_all_series') as string,
    });
  });

  it('lists the choices when several titles fit', async () => {
    await expect(call('sonarr_get_series', { series: 'er' })).rejects.toMatchObject({
      code: 'invalid_argument',
      details: {
        choices: expect.arrayContaining([expect.objectContaining({ title: 'Ferry to Nowhere' })]) as object[],
      },
    });
  });
});

describe('sonarr_search_new_series', () => {
  it('A11 tells what is in the library already', async () => {
    const { items } = await call('sonarr_search_new_series', { term: 'tvdb:990001' });

    expect(items).toMatchObject([{ tvdb_id: 990_001, in_library: true, series_id: expect.any(Number) as number }]);
  });

  it('A11 shows all of a name, each with what adding it takes', async () => {
    const { items } = await call('sonarr_search_new_series', { term: 'cartographers' });

    expect(items).toMatchObject([
      { tvdb_id: 990_006, title: 'The Cartographers', year: 2022, network: 'Atlas', seasons: 2, in_library: false },
      { tvdb_id: 990_007, year: 1994, overview: expect.any(String) as string },
    ]);
  });

  it('finds nothing without an error', async () => {
    expect(await call('sonarr_search_new_series', { term: 'qwertz' })).toEqual({ items: [], total: 0 });
  });
});

describe('sonarr_get_episodes', () => {
  it('A14 lists the episodes of a season in order', async () => {
    const { items, total } = await call('sonarr_get_episodes', { series: 'lighthouse', season: 3, limit: 2 });

    expect(total).toBe(10);
    expect(items).toMatchObject([
      {
        episode_id: expect.any(Number) as number,
        season: 3,
        episode: 1,
        title: 'Chapter 1',
        airs_at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        has_file: true,
        monitored: true,
        file_id: expect.any(Number) as number,
      },
      { season: 3, episode: 2 },
    ]);
  });

  it('leaves out what is there or has not aired when only missing ones are asked for', async () => {
    const { items } = await call('sonarr_get_episodes', { series: 'lighthouse', missing: true });

    expect(items).toMatchObject([
      { season: 3, episode: 3, has_file: false },
      { season: 3, episode: 4 },
      { season: 3, episode: 5 },
    ]);
  });
});

describe('sonarr_get_calendar', () => {
  it('A16 tells what airs in the next days, the next first', async () => {
    const items = itemsOf(await call('sonarr_get_calendar', { days: 7 }));

    expect(items).toContainEqual(
      expect.objectContaining({ series: 'Paper Mountains', season: 1, episode: 1, has_file: false }),
    );
    expect(items.map((row) => String(row['airs_at']))).toEqual(items.map((row) => String(row['airs_at'])).sort());
  });

  it('A16 reaches back as far as it is asked to', async () => {
    const items = itemsOf(await call('sonarr_get_calendar', { days: 0, past_days: 11 }));

    expect(items).toContainEqual(expect.objectContaining({ series: 'Orbital Gardeners', season: 2, episode: 1 }));
  });
});

describe('sonarr_get_queue', () => {
  it('A17 tells what each download is of, how it is and why', async () => {
    const items = itemsOf(await call('sonarr_get_queue'));

    expect(items).toHaveLength(3);
    expect(items).toContainEqual(
      expect.objectContaining({
        series: 'Orbital Gardeners',
        season: 2,
        episode: 2,
        state: 'stuck',
        reason: 'The download is stalled with no connections',
        download_id: '00000000000000000000000000000000000000D1',
      }),
    );
    expect(items).toContainEqual(
      expect.objectContaining({
        state: 'downloading',
        progress_percent: 66,
        size_bytes: 2_254_857_830,
        quality: 'WEBDL-1080p',
        client: 'SABnzbd',
      }),
    );
    expect(items[0]).not.toHaveProperty('path');
  });

  it('adds where it comes from and lies when details are asked for', async () => {
    const items = itemsOf(await call('sonarr_get_queue', { detail: 'detailed', limit: 1 }));

    expect(items).toMatchObject([
      { indexer: 'Demo Torrents', path: expect.stringContaining('/data/downloads') as string },
    ]);
  });
});

describe('sonarr_get_missing_episodes', () => {
  it('A20 lists what was wanted and did not come, the latest first', async () => {
    const items = itemsOf(await call('sonarr_get_missing_episodes'));

    expect(items).toHaveLength(6);
    expect(items[0]).toMatchObject({
      series: 'The Lighthouse Keepers',
      season: 3,
      title: 'Chapter 5',
      episode_id: expect.any(Number) as number,
      has_file: false,
    });
    expect(items.map((row) => String(row['airs_at']))).toEqual(
      items
        .map((row) => String(row['airs_at']))
        .sort()
        .toReversed(),
    );
  });
});
