import { createWorld } from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { benchOf, dead, household, lidarr } from './lidarr-household.fixtures.ts';

const attic = lidarr(
  {},
  createWorld({ ...household, artists: household.artists.map((artist) => ({ ...artist, owned: true })) }),
);
const two = { lidarr: lidarr(), 'lidarr-attic': attic };

function namesOf(answer: Record<string, unknown>): unknown[] {
  return (answer['items'] as { artist: string }[]).map(({ artist }) => artist);
}

describe('lidarr_get_all_artists', () => {
  it('lists artists in a few words, with their ids', async () => {
    expect(await benchOf().call('lidarr_get_all_artists')).toEqual({
      items: [
        expect.objectContaining({ artist_id: 2, artist: '1912', about: 'harbour orchestra', tracks: 6, files: 6 }),
        {
          artist_id: 1,
          artist: 'The Tin Kites',
          status: 'continuing',
          monitored: true,
          albums: 4,
          tracks: 34,
          files: 15,
          size_bytes: 360_000_000,
          added_at: expect.any(String) as string,
        },
      ],
      total: 2,
    });
  });

  it.each([
    [{ name: 'kite' }, ['The Tin Kites']],
    [{ missing: true }, ['The Tin Kites']],
    [{ missing: false }, ['1912']],
    [{ monitored: false }, []],
    [{ sort: 'size' }, ['The Tin Kites', '1912']],
    [{ sort: 'missing' }, ['The Tin Kites', '1912']],
    [{ sort: 'added' }, ['1912', 'The Tin Kites']],
  ])('filters and sorts by %j', async (args, expected) => {
    expect(namesOf(await benchOf().call('lidarr_get_all_artists', args))).toEqual(expected);
  });

  it('gives a page and the way to the next one', async () => {
    const bench = benchOf();
    const first = await bench.call('lidarr_get_all_artists', { limit: 1 });
    const second = await bench.call('lidarr_get_all_artists', { limit: 1, cursor: first['next_cursor'] });

    expect([namesOf(first), namesOf(second)]).toEqual([['1912'], ['The Tin Kites']]);
    expect(second).not.toHaveProperty('next_cursor');
  });

  it('lists several instances together, and says whose each artist is', async () => {
    const { items, total } = await benchOf(two).call('lidarr_get_all_artists', { name: '1912' });

    expect(total).toBe(2);
    expect(items).toMatchObject([{ instance: 'lidarr' }, { instance: 'lidarr-attic' }]);
  });

  it('tells of an instance that is down beside what the other has', async () => {
    expect(await benchOf({ lidarr: lidarr(), 'lidarr-attic': dead }).call('lidarr_get_all_artists')).toMatchObject({
      total: 2,
      unavailable: [{ instance: 'lidarr-attic' }],
    });
  });
});

describe('lidarr_get_artist', () => {
  it('tells all of an artist, with the names of its profiles', async () => {
    expect(await benchOf().call('lidarr_get_artist', { artist: 'tin kites' })).toMatchObject({
      items: [
        {
          artist_id: 1,
          foreign_artist_id: '00000000-0000-4000-8000-000000000001',
          type: 'Group',
          genres: ['Folk'],
          overview: 'Four people, one accordion.',
          path: '/data/media/music/The Tin Kites',
          quality_profile: 'Lossless',
          metadata_profile: 'Standard',
          last_album: { title: 'Knots' },
          next_album: { title: 'Tailwind' },
        },
      ],
    });
  });

  it('takes a number for a name as well as for an id', async () => {
    const bench = benchOf();

    expect(namesOf(await bench.call('lidarr_get_artist', { artist: 1912 }))).toEqual(['1912']);
    expect(namesOf(await bench.call('lidarr_get_artist', { artist: 1 }))).toEqual(['The Tin Kites']);
  });

  it('lets the caller choose when several fit', async () => {
    const call = benchOf({ lidarr: attic }).call('lidarr_get_artist', { artist: 'Marble Choir' });

    await expect(call).rejects.toMatchObject({
      code: 'invalid_argument',
      details: { choices: [{ title: 'Marble Choir' }, { title: 'Marble Choir' }] },
    });
  });

  it('knows no artist that is not in the library', async () => {
    const call = benchOf().call('lidarr_get_artist', { artist: 'Marble Choir' });

    await expect(call).rejects.toMatchObject({ code: 'not_found', hint: expect.stringContaining('get_all') as string });
  });
});

describe('lidarr_search_new_artist', () => {
  it('finds artists, and tells which are there already and where', async () => {
    const bench = benchOf(two);

    expect(await bench.call('lidarr_search_new_artist', { term: 'marble' })).toMatchObject({
      total: 2,
      items: [
        { artist: 'Marble Choir', in_library: [{ instance: 'lidarr-attic', artist_id: 3 }] },
        { artist: 'Marble Choir', about: 'children of the quarry town' },
      ],
    });
    expect(await bench.call('lidarr_search_new_artist', { term: '1912' })).toMatchObject({
      items: [{ in_library: [{ instance: 'lidarr' }, { instance: 'lidarr-attic' }] }],
    });
  });

  it('finds nothing when nothing is called so', async () => {
    expect(await benchOf().call('lidarr_search_new_artist', { term: 'unheard of' })).toEqual({ items: [], total: 0 });
  });
});
