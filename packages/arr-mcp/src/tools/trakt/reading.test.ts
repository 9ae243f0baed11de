import { describe, expect, it } from 'vitest';

import { itemsOf, openTraktTools } from './trakt-tools.fixtures.ts';

const lighthouse = 'The Lighthouse Keepers';

describe('what Trakt knows of the account', () => {
  it('C1 trakt_get_watched_shows tells shows with the episodes of each season, plays and last watched', async () => {
    const { call } = openTraktTools();
    const answer = await call('trakt_get_watched_shows');
    const row = itemsOf(answer).find(({ title }) => title === lighthouse);

    expect(row).toMatchObject({
      id: 550_001,
      year: 2021,
      plays: 21,
      last_watched_at: expect.stringMatching(/Z$/) as string,
    });
    expect(row?.['seasons']).toContainEqual({ season: 1, episodes: 8 });
    expect(answer['total']).toBe(itemsOf(answer).length);
    const times = itemsOf(answer).map((each) => String(each['last_watched_at']));
    expect(times).toEqual(times.toSorted((one, other) => other.localeCompare(one)));
  });

  it('C1 trakt_get_watched_shows is told page by page', async () => {
    const { call } = openTraktTools();
    const all = itemsOf(await call('trakt_get_watched_shows')).map(({ id }) => id);
    const first = await call('trakt_get_watched_shows', { limit: 2 });
    const rest = await call('trakt_get_watched_shows', { limit: 2, cursor: first['next_cursor'] });

    expect([...itemsOf(first), ...itemsOf(rest)].map(({ id }) => id)).toEqual(all);
    expect(rest).not.toHaveProperty('next_cursor');
  });

  it('C2 trakt_get_watchlist tells shows and movies with year, rating, genres and the date added', async () => {
    const { call } = openTraktTools();
    const [show, movie] = itemsOf(await call('trakt_get_watchlist'));

    expect(show).toEqual({
      kind: 'show',
      id: 550_002,
      title: 'Second Breakfast',
      year: 2018,
      rating: 6.5,
      genres: ['comedy'],
      added_at: expect.stringMatching(/Z$/) as string,
    });
    expect(movie).toMatchObject({ kind: 'movie', title: 'The Glass Orchard' });
    expect(itemsOf(await call('trakt_get_watchlist', { kind: 'movie' }))).toHaveLength(1);
  });

  it('C9 trakt_get_show_progress tells aired and completed, the last and the next episode', async () => {
    const { call } = openTraktTools();
    const answer = await call('trakt_get_show_progress', { show: 'Orbital Gardeners' });
    const [progress] = itemsOf(answer);

    expect(answer).toMatchObject({ show: 'Orbital Gardeners (2024)', show_id: 550_003 });
    expect(progress).toMatchObject({
      aired: 12,
      completed: 6,
      last_episode: { season: 1, episode: 6 },
      next_episode: { season: 1, episode: 7, episode_id: 5_502_007, title: 'Chapter 7' },
    });
    expect(progress?.['seasons']).toEqual([
      { season: 1, aired: 10, completed: 6 },
      { season: 2, aired: 2, completed: 0 },
    ]);
  });

  it('trakt_get_watched_movies tells movies with plays', async () => {
    const { call } = openTraktTools();
    const [row] = itemsOf(await call('trakt_get_watched_movies'));

    expect(row).toMatchObject({ title: 'Harbour Lights', year: 2012, plays: 1, id: 540_001 });
  });

  it('trakt_get_calendar tells what airs of shows that are followed', async () => {
    const { call } = openTraktTools();
    const items = itemsOf(await call('trakt_get_calendar', { days: 10 }));

    expect(items).toContainEqual({
      kind: 'show',
      id: 550_003,
      title: 'Orbital Gardeners',
      year: 2024,
      season: 2,
      episode: 3,
      episode_title: 'Chapter 3',
      episode_id: 5_502_103,
      airs_at: expect.stringMatching(/T19:12:00\.000Z$/) as string,
    });
    const times = items.map(({ airs_at: at }) => String(at));
    expect(times).toEqual(times.toSorted((one, other) => one.localeCompare(other)));
  });

  it('of several accounts is merged, each record with its instance', async () => {
    const { call } = openTraktTools({ instances: ['trakt', 'trakt-kids'] });
    const items = itemsOf(await call('trakt_get_watchlist'));

    expect(Map.groupBy(items, ({ instance }) => instance)).toEqual(
      new Map([
        ['trakt', [expect.anything(), expect.anything()]],
        ['trakt-kids', [expect.anything(), expect.anything()]],
      ]),
    );
    expect(itemsOf(await call('trakt_get_watchlist', { instance: 'trakt-kids' }))).toHaveLength(2);
  });

  it('is told of one account when nobody is signed in to the other', async () => {
    const { call } = openTraktTools({ instances: ['trakt', 'trakt-kids'], signedOut: ['trakt-kids'] });
    const answer = await call('trakt_get_watchlist');

    expect(itemsOf(answer)).toHaveLength(2);
    expect(answer['unavailable']).toEqual([
      {
        instance: 'trakt-kids',
        reason: 'trakt-kids: nobody is signed in',
        hint: expect.stringContaining('trakt_sign_in') as string,
      },
    ]);
  });

  it.each([
    ['trakt_get_watched_shows', {}],
    ['trakt_get_watched_movies', {}],
    ['trakt_get_watchlist', {}],
    ['trakt_get_show_progress', { show: 550_001 }],
    ['trakt_get_calendar', {}],
    ['trakt_add_to_watchlist', { show: 550_001 }],
    ['trakt_remove_from_watchlist', { show: 550_001 }],
    ['trakt_mark_watched', { episode_id: 5_500_001 }],
  ])('needs a sign-in: %s', async (name, args) => {
    const { call } = openTraktTools({ signedOut: ['trakt'] });

    await expect(call(name, args)).rejects.toMatchObject({
      code: 'unauthorized',
      hint: expect.stringContaining('trakt_sign_in') as string,
    });
  });
});

describe('what Trakt tells everybody', () => {
  it('C5 trakt_search_shows finds the best ten with id, title, year and rating, without a sign-in', async () => {
    const { call } = openTraktTools({ signedOut: ['trakt'] });
    const items = itemsOf(await call('trakt_search_shows', { query: 'cartographers' }));

    expect(items).toEqual([
      expect.objectContaining({ id: 550_006, title: 'The Cartographers', year: 2022, rating: 8.5 }),
      expect.objectContaining({ id: 550_007, title: 'The Cartographers', year: 1994, imdb_id: 'tt9900007' }),
    ]);
  });

  it('C6 trakt_get_trending_shows tells viewers, rating and title, as many as asked for', async () => {
    const { call } = openTraktTools({ signedOut: ['trakt'] });
    const items = itemsOf(await call('trakt_get_trending_shows', { limit: 2 }));

    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({ id: 550_001, title: lighthouse, viewers: 900, rating: 6 });
  });

  it('C7 trakt_get_show_episodes tells all seasons with the ids of their episodes', async () => {
    const { call } = openTraktTools({ signedOut: ['trakt'] });
    const answer = await call('trakt_get_show_episodes', { show: lighthouse, limit: 100 });

    expect(answer).toMatchObject({ show: 'The Lighthouse Keepers (2021)', show_id: 550_001, total: 26 });
    expect(itemsOf(answer)[8]).toEqual({ season: 2, episode: 1, title: 'Chapter 1', episode_id: 5_500_101 });
  });

  it('C8 trakt_get_show_episodes tells one season, with the times', async () => {
    const { call } = openTraktTools();
    const answer = await call('trakt_get_show_episodes', { show: '550001', season: 3 });

    expect(answer['total']).toBe(10);
    expect(itemsOf(answer)[0]).toMatchObject({ season: 3, episode: 1, airs_at: expect.stringMatching(/Z$/) as string });
    await expect(call('trakt_get_show_episodes', { show: 550_001, season: 9 })).rejects.toMatchObject({
      code: 'not_found',
      message: 'The Lighthouse Keepers (2021) has no season 9',
      hint: expect.stringContaining('trakt_get_show_progress') as string,
    });
  });

  it('trakt_search_movies and trakt_get_trending_movies tell movies', async () => {
    const { call } = openTraktTools();

    expect(itemsOf(await call('trakt_search_movies', { query: 'satellite' }))).toMatchObject([
      { title: 'The Quiet Satellite', year: 2023 },
    ]);
    expect(itemsOf(await call('trakt_get_trending_movies'))[0]).toMatchObject({ title: 'Harbour Lights' });
  });

  it('lets choose where a title fits several, and takes an id of IMDb', async () => {
    const { call } = openTraktTools();

    await expect(call('trakt_get_show_episodes', { show: 'The Cartographers' })).rejects.toMatchObject({
      code: 'invalid_argument',
      details: {
        choices: [
          { id: 550_006, year: 2022 },
          { id: 550_007, year: 1994 },
        ],
      },
    });
    expect(await call('trakt_get_show_episodes', { show: 'The Cartographers (1994)' })).toMatchObject({ total: 6 });
    expect(await call('trakt_get_show_episodes', { show: 'tt9900007' })).toMatchObject({ show_id: 550_007 });
  });

  it('says that there is no such show', async () => {
    const { call } = openTraktTools();

    await expect(call('trakt_get_show_episodes', { show: 'Nothing of the kind' })).rejects.toMatchObject({
      code: 'not_found',
      hint: expect.stringContaining('trakt_search_shows') as string,
    });
  });
});
