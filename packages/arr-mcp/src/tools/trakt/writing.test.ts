import { describe, expect, it } from 'vitest';

import { itemsOf, openTraktTools } from './trakt-tools.fixtures.ts';

describe('changing an account', () => {
  it('C3 trakt_add_to_watchlist adds a show by its id', async () => {
    const { call } = openTraktTools();

    expect(await call('trakt_add_to_watchlist', { show: '550003' })).toEqual({
      instance: 'trakt',
      id: 550_003,
      title: 'Orbital Gardeners (2024)',
      added: 1,
    });
    expect(itemsOf(await call('trakt_get_watchlist'))[0]).toMatchObject({ title: 'Orbital Gardeners' });
  });

  it('C3 trakt_add_to_watchlist takes a title, and says when it is on the list already', async () => {
    const { call } = openTraktTools();
    await call('trakt_add_to_watchlist', { movie: 'harbour lights' });

    expect(await call('trakt_add_to_watchlist', { movie: 'harbour lights' })).toMatchObject({
      added: 0,
      note: expect.stringContaining('already') as string,
    });
  });

  it('C3 trakt_add_to_watchlist tells that the list is full', async () => {
    const { call } = openTraktTools({ listLimit: 2 });

    await expect(call('trakt_add_to_watchlist', { show: 550_003 })).rejects.toMatchObject({
      code: 'refused',
      details: { account_limit: 2 },
    });
  });

  it('C4 trakt_remove_from_watchlist takes a show off and leaves the history', async () => {
    const { call } = openTraktTools();
    const watched = await call('trakt_get_watched_shows');

    expect(await call('trakt_remove_from_watchlist', { show: 'Second Breakfast' })).toMatchObject({ removed: 1 });
    expect(itemsOf(await call('trakt_get_watchlist', { kind: 'show' }))).toEqual([]);
    expect(await call('trakt_get_watched_shows')).toEqual(watched);
    expect(await call('trakt_remove_from_watchlist', { show: 'Second Breakfast' })).toMatchObject({
      removed: 0,
      note: expect.stringContaining('not on the list') as string,
    });
  });

  it.each([{}, { show: 1, movie: 1 }])('wants either a show or a movie, and not %j', async (args) => {
    const { call } = openTraktTools();

    await expect(call('trakt_add_to_watchlist', args)).rejects.toMatchObject({ code: 'invalid_argument' });
  });

  it('C10 trakt_mark_watched adds an episode to the history', async () => {
    const { call } = openTraktTools();
    const next = itemsOf(await call('trakt_get_show_progress', { show: 550_003 }))[0]?.['next_episode'];
    const { episode_id: episodeId } = next as { episode_id: number };

    expect(await call('trakt_mark_watched', { episode_id: episodeId })).toEqual({
      instance: 'trakt',
      added: 1,
      episode_id: episodeId,
    });
    expect(itemsOf(await call('trakt_get_show_progress', { show: 550_003 }))[0]).toMatchObject({
      completed: 7,
      last_episode: { episode_id: episodeId },
    });
  });

  it('C10 trakt_mark_watched takes a movie, and the time at which it was watched', async () => {
    const { call } = openTraktTools();
    const done = await call('trakt_mark_watched', {
      movie: 'The Quiet Satellite',
      watched_at: '2026-01-02T22:00:00+01:00',
    });

    expect(done).toMatchObject({ added: 1, movie_id: 540_005, title: 'The Quiet Satellite (2023)' });
    expect(itemsOf(await call('trakt_get_watched_movies'))).toContainEqual(
      expect.objectContaining({ title: 'The Quiet Satellite', last_watched_at: '2026-01-02T21:00:00.000Z' }),
    );
  });

  it('C10 trakt_mark_watched takes a whole season: what has aired and was not watched yet', async () => {
    const { call } = openTraktTools();
    const season = { show: 'second breakfast', season: 2 };
    const [first] = itemsOf(await call('trakt_get_show_episodes', season));
    await call('trakt_mark_watched', { episode_id: first?.['episode_id'] });

    expect(await call('trakt_mark_watched', { ...season, watched_at: '1d' })).toEqual({
      instance: 'trakt',
      added: 11,
      show_id: 550_002,
      title: 'Second Breakfast (2018) season 2',
      already_watched: 1,
    });
    expect(await call('trakt_mark_watched', season)).toMatchObject({ added: 0, already_watched: 12 });
    expect(itemsOf(await call('trakt_get_show_progress', { show: 550_002 }))[0]).toMatchObject({ completed: 12 });
  });

  it('C10 trakt_mark_watched leaves out of a season what is still to air', async () => {
    const { call } = openTraktTools();
    const season = { show: 'Orbital Gardeners', season: 2 };
    const all = itemsOf(await call('trakt_get_show_episodes', { ...season, limit: 100 }));
    const { added, not_aired: unaired } = await call('trakt_mark_watched', season);

    expect(unaired).toBeGreaterThan(0);
    expect(Number(added) + Number(unaired)).toBe(all.length);
  });

  it('C10 trakt_mark_watched says that a show has no such season', async () => {
    const { call } = openTraktTools();

    await expect(call('trakt_mark_watched', { show: 'Second Breakfast', season: 40 })).rejects.toMatchObject({
      code: 'not_found',
      message: 'Second Breakfast (2018) has no season 40',
    });
  });

  it.each([{}, { show: 'Second Breakfast' }, { season: 1 }, { movie: 'Harbour Lights', season: 1 }])(
    'C10 trakt_mark_watched wants one thing that was watched, and not %j',
    async (args) => {
      const { call } = openTraktTools();

      await expect(call('trakt_mark_watched', args)).rejects.toMatchObject({ code: 'invalid_argument' });
    },
  );

  it('C10 trakt_mark_watched says that there is no such episode', async () => {
    const { call } = openTraktTools();

    await expect(call('trakt_mark_watched', { episode_id: 7 })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('of several accounts names one', async () => {
    const { call } = openTraktTools({ instances: ['trakt', 'trakt-kids'] });

    await expect(call('trakt_mark_watched', { episode_id: 5_500_001 })).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('trakt-kids') as string,
    });
    await call('trakt_remove_from_watchlist', { show: 550_002, instance: 'trakt-kids' });
    expect(itemsOf(await call('trakt_get_watchlist', { kind: 'show' }))).toMatchObject([{ instance: 'trakt' }]);
  });
});

describe('trakt_sign_in', () => {
  it('shows a code first, then waits until it was entered', async () => {
    const { call, standIns } = openTraktTools({ signedOut: ['trakt'] });
    const shown = await call('trakt_sign_in');

    expect(shown).toMatchObject({ status: 'waiting', address: 'http://trakt.test/activate' });
    expect(standIns[0]?.decide(String(shown['code']), 'approved')).toBe(true);
    expect(await call('trakt_sign_in')).toEqual({ instance: 'trakt', status: 'signed_in', user: 'household' });
    expect(itemsOf(await call('trakt_get_watchlist'))).toHaveLength(2);
  });

  it('shows no token', async () => {
    const { call, standIns } = openTraktTools({ signedOut: ['trakt'] });
    const shown = await call('trakt_sign_in');
    standIns[0]?.decide(String(shown['code']), 'approved');
    const done = await call('trakt_sign_in');

    expect(JSON.stringify([shown, done])).not.toMatch(/access-|refresh-|secret|[0-9a-f]{64}/);
  });

  it('says who is signed in, unless somebody wants to sign in again', async () => {
    const { call } = openTraktTools();

    expect(await call('trakt_sign_in')).toMatchObject({ status: 'signed_in', user: 'household' });
    expect(await call('trakt_sign_in', { again: true })).toMatchObject({ status: 'waiting' });
  });

  it('shows a code when the tokens work no more', async () => {
    const { call, standIns } = openTraktTools();
    standIns[0]?.tokens.revokeAll();

    expect(await call('trakt_sign_in')).toMatchObject({ status: 'waiting' });
  });

  it('shows another code when the former was not entered in time', async () => {
    const { call, passTime } = openTraktTools({ signedOut: ['trakt'] });
    const former = await call('trakt_sign_in');
    passTime(700_000);

    expect((await call('trakt_sign_in'))['code']).not.toBe(former['code']);
  });

  it('says that the user has refused', async () => {
    const { call, standIns } = openTraktTools({ signedOut: ['trakt'] });
    const { code } = await call('trakt_sign_in');
    standIns[0]?.decide(String(code), 'denied');

    await expect(call('trakt_sign_in')).rejects.toMatchObject({ code: 'refused' });
  });
});
