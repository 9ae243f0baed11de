import { describe, expect, it } from 'vitest';

import { benchOf, overheard, standInFor } from '../arr/arr-household.fixtures.ts';

const orchard = { tmdb_id: 660_007, quality_profile: 'hd-1080p' };

describe('radarr_add_movie', () => {
  it('adds a movie with a profile by name, to the only root folder, and searches for it', async () => {
    const bench = benchOf({ radarr: standInFor('radarr') });

    expect(await bench.call('radarr_add_movie', orchard)).toEqual({
      instance: 'radarr',
      id: 7,
      title: 'The Glass Orchard',
      year: 2024,
      path: '/data/media/movies/The Glass Orchard (2024)',
      quality_profile: 'HD-1080p',
      searching: true,
    });
    expect(await bench.call('radarr_get_movie', { movie: 'orchard' })).toMatchObject({
      items: [{ monitored: true, minimum_availability: 'released' }],
    });
  });

  it('takes every setting', async () => {
    const bench = benchOf({ radarr: standInFor('radarr') });
    const settings = { root_folder: 1, minimum_availability: 'announced', monitored: false, search: false };

    await bench.call('radarr_add_movie', { ...orchard, ...settings, tags: ['Kids', 2] });

    expect(await bench.call('radarr_get_movie', { movie: 'orchard' })).toMatchObject({
      items: [{ monitored: false, minimum_availability: 'announced', tags: ['kids', 'keep'] }],
    });
  });

  it.each([
    ['which profile, where there are several', { quality_profile: undefined }, 'HD-1080p (1), Ultra-HD (2)'],
    ['profiles where there is none of that name', { quality_profile: 'best' }, 'HD-1080p (1), Ultra-HD (2)'],
    ['root folders where there is none of that path', { root_folder: '/tv' }, '/data/media/movies (1)'],
    ['tags where there is none of that label', { tags: ['new'] }, 'kids (1), keep (2)'],
  ])('names %s', async (_what, wrong, named) => {
    const { standIn, changes } = overheard(standInFor('radarr'));

    await expect(benchOf({ radarr: standIn }).call('radarr_add_movie', { ...orchard, ...wrong })).rejects.toMatchObject(
      { code: 'invalid_argument', hint: `There is: ${named}.` },
    );
    expect(changes).toEqual([]);
  });

  it('refuses a movie that is there already, and says under which id', async () => {
    const bench = benchOf({ radarr: standInFor('radarr') });

    await expect(bench.call('radarr_add_movie', { ...orchard, tmdb_id: 660_001 })).rejects.toMatchObject({
      code: 'conflict',
      details: { movie_id: 1 },
    });
  });

  it('refuses a number that TMDB does not know', async () => {
    const bench = benchOf({ radarr: standInFor('radarr') });

    await expect(bench.call('radarr_add_movie', { ...orchard, tmdb_id: 5 })).rejects.toMatchObject({
      code: 'not_found',
      hint: 'radarr_search_new_movie finds movies by title.',
    });
  });

  it('wants to know which of two instances', async () => {
    const bench = benchOf({ radarr: standInFor('radarr'), 'radarr-4k': standInFor('radarr') });

    await expect(bench.call('radarr_add_movie', orchard)).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(await bench.call('radarr_add_movie', { ...orchard, instance: 'radarr-4k' })).toMatchObject({
      instance: 'radarr-4k',
    });
    expect(await bench.call('radarr_search_new_movie', { term: 'orchard' })).toMatchObject({
      items: [
        { instance: 'radarr', in_library: false },
        { instance: 'radarr-4k', in_library: true },
      ],
    });
  });
});

describe('radarr_search_movie', () => {
  it('starts a search for the movie', async () => {
    const { standIn, changes } = overheard(standInFor('radarr'));
    const bench = benchOf({ radarr: standIn });

    expect(await bench.call('radarr_search_movie', { movie: 'harbour days' })).toEqual({
      instance: 'radarr',
      command_id: 1,
      state: 'queued',
      id: 3,
      title: 'Harbour Days',
    });
    expect(changes).toEqual(['POST /api/v3/command']);
    expect(await bench.call('radarr_get_movie', { movie: 3 })).toMatchObject({
      items: [{ last_search: '2026-11-21T12:00:00.000Z' }],
    });
  });

  it('searches for nothing when several movies fit', async () => {
    const { standIn, changes } = overheard(standInFor('radarr'));

    await expect(benchOf({ radarr: standIn }).call('radarr_search_movie', { movie: 'harbour' })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
    expect(changes).toEqual([]);
  });
});
