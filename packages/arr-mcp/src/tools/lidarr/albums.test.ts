import { describe, expect, it } from 'vitest';

import { benchOf, dead, lidarr } from './lidarr-household.fixtures.ts';

const two = { lidarr: lidarr(), 'lidarr-attic': lidarr() };

describe('lidarr_get_albums', () => {
  it('lists the albums of an artist, the latest first, with their ids', async () => {
    expect(await benchOf().call('lidarr_get_albums', { artist: 'The Tin Kites' })).toMatchObject({
      total: 4,
      items: [
        { album_id: 4, title: 'Tailwind' },
        { album_id: 3, title: 'Knots', type: 'EP', tracks: 4, files: 0, missing: 4 },
        { album_id: 2, title: 'String Theory', type: 'Album', missing: 5, size_bytes: 96_000_000 },
        { album_id: 1, title: 'Updraft', released_at: '2014-03-01T00:00:00Z', files: 11 },
      ],
    });
  });

  it('tells which lack tracks, and takes none that is yet to come for one of them', async () => {
    expect(await benchOf().call('lidarr_get_albums', { artist: 1, missing: true })).toMatchObject({
      total: 2,
      items: [{ title: 'Knots' }, { title: 'String Theory' }],
    });
  });

  it('lists what two instances have of one artist', async () => {
    const { items } = await benchOf(two).call('lidarr_get_albums', { artist: '1912' });

    expect(items).toMatchObject([{ instance: 'lidarr' }, { instance: 'lidarr-attic' }]);
  });

  it('knows no albums of an artist that is not there', async () => {
    await expect(benchOf().call('lidarr_get_albums', { artist: 99 })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('lidarr_search_album', () => {
  it('lets Lidarr search for one album', async () => {
    expect(await benchOf().call('lidarr_search_album', { album_id: 2 })).toEqual({
      instance: 'lidarr',
      command_id: 1,
      state: 'queued',
      id: 2,
      title: 'String Theory',
    });
  });

  it('searches for no album that is not there', async () => {
    await expect(benchOf().call('lidarr_search_album', { album_id: 99 })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('asks which of two instances is to search', async () => {
    const call = benchOf(two).call('lidarr_search_album', { album_id: 2 });

    await expect(call).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});

describe('lidarr_get_queue', () => {
  it('tells what is downloading, of which album it is and why it is stuck', async () => {
    expect(await benchOf().call('lidarr_get_queue')).toMatchObject({
      total: 1,
      items: [
        {
          queue_id: 1001,
          artist_id: 1,
          artist: 'The Tin Kites',
          album_id: 2,
          album: 'String Theory',
          state: 'stuck',
          reason: 'The download is stalled with no connections',
          progress_percent: 25,
          client: 'qBittorrent',
        },
      ],
    });
  });

  it('lists the downloads of two instances together', async () => {
    expect(await benchOf(two).call('lidarr_get_queue')).toMatchObject({
      total: 2,
      items: [{ instance: 'lidarr' }, { instance: 'lidarr-attic' }],
    });
  });
});

describe('lidarr_get_missing_albums', () => {
  it('lists monitored albums that are out and lack tracks, the latest first', async () => {
    expect(await benchOf().call('lidarr_get_missing_albums')).toMatchObject({
      total: 2,
      items: [
        { album_id: 3, title: 'Knots', artist_id: 1, artist: 'The Tin Kites', missing: 4 },
        { album_id: 2, title: 'String Theory', missing: 5 },
      ],
    });
  });

  it('reads a page where Lidarr pages', async () => {
    const bench = benchOf();
    const first = await bench.call('lidarr_get_missing_albums', { limit: 1 });
    const second = await bench.call('lidarr_get_missing_albums', { limit: 1, cursor: first['next_cursor'] });

    expect(first).toMatchObject({ total: 2, items: [{ title: 'Knots' }] });
    expect(second).toMatchObject({ total: 2, items: [{ title: 'String Theory' }] });
  });

  it('merges two instances by release date', async () => {
    const { items } = await benchOf(two).call('lidarr_get_missing_albums', { limit: 3 });

    expect(items).toMatchObject([{ title: 'Knots' }, { title: 'Knots' }, { title: 'String Theory' }]);
  });
});

describe('lidarr_get_calendar', () => {
  it('lists the albums of the next days, and no others', async () => {
    const bench = benchOf();

    expect(await bench.call('lidarr_get_calendar')).toMatchObject({
      total: 1,
      items: [{ album_id: 4, title: 'Tailwind', artist: 'The Tin Kites', monitored: true }],
    });
    expect(await bench.call('lidarr_get_calendar', { days: 5 })).toEqual({ items: [], total: 0 });
  });

  it('tells of an instance that is down beside what the other has', async () => {
    expect(await benchOf({ lidarr: lidarr(), 'lidarr-attic': dead }).call('lidarr_get_calendar')).toMatchObject({
      items: [{ instance: 'lidarr' }],
      unavailable: [{ instance: 'lidarr-attic', reason: expect.stringContaining('lidarr-attic') as string }],
    });
  });
});
