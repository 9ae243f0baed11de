import { beforeEach, describe, expect, it } from 'vitest';

import { type SonarrBench, itemsOf, openSonarrBench } from './sonarr-bench.fixtures.ts';

let call: SonarrBench['call'];
let ask: SonarrBench['ask'];
let writes: SonarrBench['writes'];

beforeEach(() => {
  ({ call, ask, writes } = openSonarrBench());
});

async function idOf(title: string): Promise<number> {
  const [row] = itemsOf(await call('sonarr_get_all_series', { title }));
  return Number(row?.['id']);
}

const wanted = { tvdb_id: 990_006, quality_profile: 'ultra-hd' };

describe('sonarr_add_series', () => {
  it('A12 adds a series to the only root folder, and searches for it', async () => {
    const added = await call('sonarr_add_series', { ...wanted, tags: ['keep', 1] });

    expect(added).toEqual({
      instance: 'sonarr',
      id: expect.any(Number) as number,
      title: 'The Cartographers',
      year: 2022,
      path: '/data/media/tv/The Cartographers (2022)',
      quality_profile: 'Ultra-HD',
      monitored: true,
      searching: true,
    });
    expect(await ask(`series/${String(added['id'])}`)).toMatchObject({
      qualityProfileId: 2,
      seasonFolder: true,
      tags: [2, 1],
    });
  });

  it.each([
    ['all', true, 18],
    ['pilot', true, 1],
    ['firstSeason', true, 9],
    ['none', false, 0],
  ])('monitors %s', async (monitor, isMonitored, count) => {
    const { id } = await call('sonarr_add_series', { ...wanted, monitor, search: false });
    const { monitored } = (await ask(`series/${String(id)}`)) as { monitored: boolean };
    const episodes = (await ask(`episode?seriesId=${String(id)}`)) as { monitored: boolean; lastSearchTime?: string }[];

    expect(monitored).toBe(isMonitored);
    expect(episodes.filter((episode) => episode.monitored)).toHaveLength(count);
    expect(episodes.filter(({ lastSearchTime }) => lastSearchTime !== undefined)).toEqual([]);
  });

  it('A12 asks which profile is meant when there are several', async () => {
    await expect(call('sonarr_add_series', { tvdb_id: 990_006 })).rejects.toMatchObject({
      code: 'invalid_argument',
      hint: 'There is: HD-1080p (1), Ultra-HD (2).',
    });
    expect(writes).toEqual([]);
  });

  it.each([
    ['a folder that is no root folder', { ...wanted, root_folder: '/tmp' }, 'invalid_argument'],
    ['a tag that there is not', { ...wanted, tags: ['kept'] }, 'invalid_argument'],
    ['an id that TheTVDB does not know', { ...wanted, tvdb_id: 1 }, 'not_found'],
    ['a series that is there already', { ...wanted, tvdb_id: 990_001 }, 'conflict'],
  ])('A12 refuses %s', async (_what, args, code) => {
    await expect(call('sonarr_add_series', args)).rejects.toMatchObject({ code });
    expect(writes).toEqual([]);
  });
});

interface Searched {
  readonly seasonNumber: number;
  readonly lastSearchTime?: string;
}

describe('the searches', () => {
  it('A21 search for all that a series lacks', async () => {
    const id = await idOf('Lighthouse');

    expect(await call('sonarr_search_series', { series: 'the lighthouse keepers' })).toEqual({
      instance: 'sonarr',
      command_id: 1,
      state: 'queued',
      id,
      title: 'The Lighthouse Keepers (2021)',
    });
    expect(await ask(`episode?seriesId=${id}`)).toContainEqual(
      expect.objectContaining({ lastSearchTime: expect.any(String) as string }),
    );
  });

  it('A22 search for one season, and not for one that there is not', async () => {
    expect(await call('sonarr_search_season', { series: 'lighthouse', season: 3 })).toMatchObject({
      title: 'The Lighthouse Keepers (2021) S03',
    });
    const episodes = (await ask(`episode?seriesId=${await idOf('Lighthouse')}`)) as Searched[];
    const searched = episodes.filter(({ lastSearchTime }) => lastSearchTime !== undefined);
    expect(new Set(searched.map(({ seasonNumber }) => seasonNumber))).toEqual(new Set([3]));
    await expect(call('sonarr_search_season', { series: 'lighthouse', season: 4 })).rejects.toMatchObject({
      code: 'not_found',
      hint: 'It has: 1, 2, 3.',
    });
  });

  it('search for one episode, and not for one that there is not', async () => {
    const [episode] = itemsOf(await call('sonarr_get_episodes', { series: 'lighthouse', season: 3 }));
    const id = episode?.['episode_id'];

    expect(await call('sonarr_search_episode', { episode_id: id })).toMatchObject({
      id,
      title: 'The Lighthouse Keepers S03E01',
    });
    await expect(call('sonarr_search_episode', { episode_id: 99_999 })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('do not take a part of a name for one of several series', async () => {
    await expect(call('sonarr_search_series', { series: 'er' })).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(writes).toEqual([]);
  });
});
