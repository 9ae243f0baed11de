import { createRadarrStandIn } from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { benchOf, dead, household, standInFor } from '../arr/arr-household.fixtures.ts';
import { withBlocked } from './blocked-download.fixtures.ts';

const bench = benchOf({ radarr: standInFor('radarr') });
const two = benchOf({ radarr: standInFor('radarr'), 'radarr-4k': standInFor('radarr') });
const half = benchOf({ radarr: standInFor('radarr'), 'radarr-4k': dead });

describe('radarr_get_statistics', () => {
  it('counts the library, its disks, the queue and what is wanted', async () => {
    expect(await bench.call('radarr_get_statistics')).toEqual({
      movies: { total: 6, monitored: 6, unmonitored: 0, released: 5, downloaded: 4, percentage_complete: 66.67 },
      storage: {
        movies_size_gb: 31.51,
        disk_space: [
          { path: '/config', free_gb: 153.6, total_gb: 256 },
          { path: '/data', free_gb: 2048, total_gb: 8192 },
        ],
      },
      queue: { total_items: 1 },
      wanted: { missing_movies: 1 },
    });
  });

  it('sums two instances, counts a disk that both see once, and tells each by itself', async () => {
    expect(await two.call('radarr_get_statistics')).toMatchObject({
      movies: { total: 12, percentage_complete: 66.67 },
      storage: { movies_size_gb: 63.03, disk_space: [{ path: '/config' }, { path: '/data' }] },
      queue: { total_items: 2 },
      instances: [
        { instance: 'radarr', movies: { total: 6 } },
        { instance: 'radarr-4k', movies: { total: 6 } },
      ],
    });
    expect(await half.call('radarr_get_statistics')).toMatchObject({
      movies: { total: 6 },
      unavailable: [{ instance: 'radarr-4k' }],
    });
  });

  it('calls an empty library complete', async () => {
    const empty = createRadarrStandIn({ world: { ...household, movies: [] }, apiKey: 'k' });

    expect(await benchOf({ radarr: empty }).call('radarr_get_statistics')).toMatchObject({
      movies: { total: 0, percentage_complete: 100 },
    });
  });
});

describe('radarr_get_collections', () => {
  const lacking = household.movies.map((movie) => ({ ...movie, owned: movie.title !== 'Harbour Nights' }));
  const radarr = createRadarrStandIn({ world: { ...household, movies: lacking }, apiKey: 'k' });

  it('names the movies that the library lacks, with the id that adding one takes', async () => {
    const { items } = await benchOf({ radarr }).call('radarr_get_collections', { incomplete: true });

    expect(items).toEqual([
      {
        title: 'The Harbour Collection',
        tmdb_id: 770_001,
        monitored: false,
        movies: 3,
        in_library: 2,
        missing: [{ tmdb_id: 660_002, title: 'Harbour Nights', year: 2016 }],
      },
    ]);
  });

  it('leaves complete collections out when asked to', async () => {
    expect(await bench.call('radarr_get_collections')).toMatchObject({ total: 1, items: [{ in_library: 3 }] });
    expect(await bench.call('radarr_get_collections', { incomplete: true })).toEqual({ items: [], total: 0 });
  });

  it('merges instances', async () => {
    expect(await two.call('radarr_get_collections')).toMatchObject({
      items: [{ instance: 'radarr' }, { instance: 'radarr-4k' }],
    });
  });
});

describe('radarr_get_movie_files', () => {
  it('tells the id, path, size and quality of a movie’s file', async () => {
    expect(await bench.call('radarr_get_movie_files', { movie: 'bicycle' })).toMatchObject({
      items: [
        {
          movie: 'A Bicycle for Winter',
          movie_id: 4,
          file_id: 3,
          path: '/data/media/movies/A Bicycle for Winter (2019)/A Bicycle for Winter (2019) WEBDL-1080p.mkv',
          size_bytes: 7_054_000_012,
          languages: ['English'],
          better_wanted: false,
        },
      ],
    });
  });

  it('is empty for a movie without one', async () => {
    expect(await bench.call('radarr_get_movie_files', { movie: 3 })).toEqual({ items: [] });
  });

  it('refuses a movie that is not there', async () => {
    await expect(bench.call('radarr_get_movie_files', { movie: 99 })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('radarr_get_history', () => {
  it('tells what happened, the latest first, and no key of an indexer', async () => {
    const { items, total } = await bench.call('radarr_get_history', { limit: 2 });

    expect(total).toBe(8);
    expect(items).toMatchObject([
      { event: 'downloadFolderImported', movie: 'The Quiet Satellite', movie_id: 5, quality: 'WEBDL-1080p' },
      { event: 'grabbed', indexer: 'Demo Usenet', client: 'SABnzbd' },
    ]);
    expect(JSON.stringify(items)).not.toContain('apikey');
  });

  it('keeps to one movie and one kind of event', async () => {
    expect(await bench.call('radarr_get_history', { movie: 'harbour lights', event: 'imported' })).toMatchObject({
      items: [{ event: 'downloadFolderImported', movie_id: 1 }],
      total: 1,
    });
  });

  it('merges instances by time, page by page', async () => {
    const first = await two.call('radarr_get_history', { limit: 10 });
    const second = await two.call('radarr_get_history', { limit: 10, cursor: first['next_cursor'] });

    expect(first).toMatchObject({ total: 16 });
    expect(second['items']).toHaveLength(6);
  });

  it('wants to know which instance a movie is meant of', async () => {
    await expect(two.call('radarr_get_history', { movie: 1 })).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(await two.call('radarr_get_history', { movie: 1, instance: 'radarr-4k' })).toMatchObject({ total: 2 });
  });
});

describe('radarr_get_releases', () => {
  it('shows what Radarr would take before what it rejects, and why', async () => {
    const { items, total } = await bench.call('radarr_get_releases', { movie: 'harbour days' });

    expect(total).toBe(2);
    expect(items).toMatchObject([
      { quality: 'WEBDL-1080p', indexer: 'Demo Usenet', release: expect.any(String) as string, languages: ['English'] },
      { quality: 'WEBDL-2160p', rejected: ['WEBDL-2160p is not wanted in profile'] },
    ]);
    expect(JSON.stringify(items)).not.toContain('apikey');
  });

  it('finds what can be grabbed then', async () => {
    const own = benchOf({ radarr: standInFor('radarr') });
    const { items } = await own.call('radarr_get_releases', { movie: 'harbour days', limit: 1 });
    const [{ release }] = items as [{ release: string }];

    await own.call('radarr_grab_release', { release });

    expect(await own.call('radarr_get_queue')).toMatchObject({ total: 2 });
  });

  it('refuses a movie that is not there', async () => {
    await expect(bench.call('radarr_get_releases', { movie: 'nothing' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('radarr_get_manual_import', () => {
  const blocked = benchOf({ radarr: withBlocked() });

  it.each([{ download_id: 'SABnzbd_nzo_blocked' }, { folder: '/data/downloads/' }])(
    'shows the files of %j, and why they wait',
    async (source) => {
      expect(await blocked.call('radarr_get_manual_import', source)).toMatchObject({
        items: [
          {
            path: '/data/downloads/Harbour.Days.2025.1080p.WEB.h264-DEMO/Harbour.Days.2025.1080p.WEB.h264-DEMO.mkv',
            movie: 'Harbour Days',
            movie_id: 3,
            quality: 'WEBDL-1080p',
            rejected: ['Sample'],
          },
        ],
        total: 1,
      });
    },
  );

  it.each([{}, { download_id: 'a', folder: '/b' }])('wants one source, not %j', async (source) => {
    await expect(blocked.call('radarr_get_manual_import', source)).rejects.toMatchObject({ code: 'invalid_argument' });
  });

  it('is empty where there is nothing', async () => {
    expect(await blocked.call('radarr_get_manual_import', { folder: '/data/other' })).toEqual({ items: [], total: 0 });
  });
});
