import { createRadarrStandIn, createWorld } from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { benchOf, dead, household, standInFor } from '../arr/arr-household.fixtures.ts';

const bench = benchOf({ radarr: standInFor('radarr') });
const two = benchOf({ radarr: standInFor('radarr'), 'radarr-4k': standInFor('radarr') });
const half = benchOf({ radarr: standInFor('radarr'), 'radarr-4k': dead });

function radarrWith(movies: typeof household.movies) {
  return benchOf({ radarr: createRadarrStandIn({ world: { ...household, movies }, apiKey: 'k' }) });
}

describe('radarr_get_all_movies', () => {
  it('lists movies by title, each with what the next call needs', async () => {
    const { items, total } = await bench.call('radarr_get_all_movies', { limit: 2 });

    expect(total).toBe(6);
    expect(items).toEqual([
      {
        id: 4,
        title: 'A Bicycle for Winter',
        year: 2019,
        tmdb_id: 660_004,
        status: 'released',
        monitored: true,
        has_file: true,
        quality: 'WEBDL-1080p',
        size_bytes: expect.any(Number) as number,
        added_at: '2020-03-17T12:00:00.000Z',
      },
      expect.objectContaining({ title: 'Harbour Days', has_file: false }),
    ]);
  });

  it.each([
    [{ title: 'HARBOUR' }, ['Harbour Days', 'Harbour Lights', 'Harbour Nights']],
    [{ has_file: false }, ['Harbour Days', 'Tomorrow, Probably']],
    [{ has_file: false, status: 'released' }, ['Harbour Days']],
    [{ monitored: false }, []],
    [{ title: 'harbour', sort: 'year', order: 'desc' }, ['Harbour Days', 'Harbour Nights', 'Harbour Lights']],
    [{ has_file: true, sort: 'size', order: 'desc', limit: 1 }, ['The Quiet Satellite']],
  ])('answers %j', async (args, titles) => {
    const { items } = await bench.call('radarr_get_all_movies', args);

    expect((items as { title: string }[]).map(({ title }) => title)).toEqual(titles);
  });

  it('goes on where a page ends', async () => {
    const first = await bench.call('radarr_get_all_movies', { limit: 4 });
    const second = await bench.call('radarr_get_all_movies', { limit: 4, cursor: first['next_cursor'] });

    expect(second['items']).toHaveLength(2);
    expect(second).not.toHaveProperty('next_cursor');
  });

  it('merges instances, and tells of one that is down', async () => {
    expect(await two.call('radarr_get_all_movies', { title: 'satellite' })).toMatchObject({
      items: [{ instance: 'radarr' }, { instance: 'radarr-4k' }],
      total: 2,
    });
    expect(await half.call('radarr_get_all_movies')).toMatchObject({
      total: 6,
      unavailable: [{ instance: 'radarr-4k' }],
    });
  });

  it('keeps a page of hostile titles to one plain line each', async () => {
    const hostile = household.movies.map((movie) => ({ ...movie, title: `a\u001b[2J\nb${'x'.repeat(5000)}` }));
    const { items } = await radarrWith(hostile).call('radarr_get_all_movies');

    expect(items).toMatchObject([{ title: `ab${'x'.repeat(148)}` }, {}, {}, {}, {}, {}]);
  });
});

describe('radarr_get_movie', () => {
  it('tells all of a movie, with the names of its settings', async () => {
    const { items } = await bench.call('radarr_get_movie', { movie: 'harbour lights' });

    expect(items).toMatchObject([
      {
        id: 1,
        imdb_id: 'tt9800001',
        quality_profile: 'HD-1080p',
        quality_profile_id: 1,
        minimum_availability: 'released',
        path: '/data/media/movies/Harbour Lights (2012)',
        collection: 'The Harbour Collection',
        runtime_seconds: 6480,
        rating: 7.1,
        file: { quality: 'WEBDL-1080p', media: '1920x1080 h264, EAC3', subtitles: 'eng' },
      },
    ]);
  });

  it('takes an id as a number or as text', async () => {
    expect(await bench.call('radarr_get_movie', { movie: 5 })).toMatchObject({ items: [{ id: 5 }] });
    expect(await bench.call('radarr_get_movie', { movie: '5' })).toMatchObject({ items: [{ id: 5 }] });
  });

  it('answers a title of several with the choice, and does not guess', async () => {
    await expect(bench.call('radarr_get_movie', { movie: 'harbour' })).rejects.toMatchObject({
      code: 'invalid_argument',
      details: { choices: [{ id: 1, title: 'Harbour Lights', year: 2012 }, { id: 2 }, { id: 3 }] },
    });
  });

  it('takes a number for an id only where no movie is called so', async () => {
    const movies = household.movies.map((movie, index) => (index === 4 ? { ...movie, title: '2' } : movie));

    await expect(radarrWith(movies).call('radarr_get_movie', { movie: 2 })).rejects.toMatchObject({
      details: { choices: [{ id: 2 }, { id: 5 }] },
    });
  });

  it('refuses a movie that is not there, and names where movies are listed', async () => {
    await expect(bench.call('radarr_get_movie', { movie: 'Casablanca' })).rejects.toMatchObject({
      code: 'not_found',
      hint: 'radarr_get_all_movies lists what there is.',
    });
  });

  it('shows it of every instance that has it', async () => {
    expect(await two.call('radarr_get_movie', { movie: 'satellite' })).toMatchObject({
      items: [
        { instance: 'radarr', id: 5 },
        { instance: 'radarr-4k', id: 5 },
      ],
    });
  });
});

describe('radarr_search_new_movie', () => {
  it('tells which movies are in the library', async () => {
    expect(await bench.call('radarr_search_new_movie', { term: 'the' })).toMatchObject({
      items: [
        { title: 'The Quiet Satellite', in_library: true, movie_id: 5 },
        { title: 'The Glass Orchard', in_library: false, tmdb_id: 660_007, year: 2024 },
      ],
      total: 2,
    });
  });

  it.each(['tmdb:660007', 'imdb:tt9800007'])('finds %s', async (term) => {
    expect(await bench.call('radarr_search_new_movie', { term })).toMatchObject({ items: [{ tmdb_id: 660_007 }] });
  });

  it('finds nothing without failing', async () => {
    expect(await bench.call('radarr_search_new_movie', { term: 'no such film' })).toEqual({ items: [], total: 0 });
  });

  it('tells what import lists may not add', async () => {
    const own = benchOf({ radarr: standInFor('radarr') });
    await own.confirm('radarr_delete_movie', { movie: 'satellite', exclude: true });

    expect(await own.call('radarr_search_new_movie', { term: 'satellite' })).toMatchObject({
      items: [{ in_library: false, excluded: true }],
    });
  });
});

describe('radarr_get_calendar', () => {
  // Releases are so many days from now, whenever that is.
  const now = benchOf({ radarr: createRadarrStandIn({ world: createWorld(), apiKey: 'k' }) });

  it('tells what comes where and when, the next first', async () => {
    const { items } = await now.call('radarr_get_calendar', { days: 90 });

    expect(items).toMatchObject([
      { movie: 'Tomorrow, Probably', movie_id: 6, release: 'cinema', has_file: false, monitored: true },
      { release: 'digital' },
      { release: 'disc' },
    ]);
  });

  it('leaves out releases of the movie outside of the days', async () => {
    const { items } = await now.call('radarr_get_calendar', { days: 20 });

    expect(items).toMatchObject([{ release: 'cinema' }]);
  });

  it('looks back when asked to', async () => {
    const { items } = await now.call('radarr_get_calendar', { days: 0, past_days: 100 });

    expect(items).toMatchObject([
      { movie: 'Harbour Days', release: 'digital' },
      { movie: 'Harbour Days', release: 'disc' },
    ]);
  });
});

describe('radarr_get_queue', () => {
  it('tells of each download what it is of and how far it is', async () => {
    const { items } = await bench.call('radarr_get_queue');

    expect(items).toMatchObject([
      { movie: 'Harbour Days', movie_id: 3, queue_id: 1001, state: 'paused', progress_percent: 0, client: 'SABnzbd' },
    ]);
    expect(items).not.toHaveProperty('0.indexer');
  });

  it('tells more when asked to', async () => {
    expect(await bench.call('radarr_get_queue', { detail: 'detailed' })).toMatchObject({
      items: [{ indexer: 'Demo Usenet', protocol: 'usenet' }],
    });
  });

  it('shows a download that Radarr cannot place', async () => {
    const unknown = household.movies.filter(({ title }) => title !== 'Harbour Days');
    const { items } = await radarrWith(unknown).call('radarr_get_queue');

    expect(items).toMatchObject([{ queue_id: 1001, title: 'Harbour.Days.2025.2160p.WEB.h265-DEMO' }]);
    expect(JSON.stringify(items)).not.toContain('movie_id');
  });

  it('merges instances', async () => {
    expect(await two.call('radarr_get_queue')).toMatchObject({
      items: [{ instance: 'radarr' }, { instance: 'radarr-4k' }],
      total: 2,
    });
  });
});

describe('radarr_get_missing_movies', () => {
  it('lists what is out, monitored and not there', async () => {
    expect(await bench.call('radarr_get_missing_movies')).toEqual({
      items: [
        {
          id: 3,
          title: 'Harbour Days',
          year: 2025,
          in_cinemas: '2026-07-09T00:00:00Z',
          digital_release: '2026-08-23T00:00:00Z',
          physical_release: '2026-09-06T00:00:00Z',
        },
      ],
      total: 1,
    });
  });

  it('merges instances and tells of one that is down', async () => {
    expect(await two.call('radarr_get_missing_movies')).toMatchObject({ total: 2 });
    expect(await half.call('radarr_get_missing_movies')).toMatchObject({
      total: 1,
      unavailable: [{ instance: 'radarr-4k' }],
    });
  });
});
