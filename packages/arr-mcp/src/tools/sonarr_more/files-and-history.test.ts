import { describe, expect, it } from 'vitest';

import { itemsOf, openSonarrBench } from '../sonarr/sonarr-bench.fixtures.ts';

const { call } = openSonarrBench();

describe('sonarr_get_statistics', () => {
  it('A3 counts what is missing as the list of wanted episodes does', async () => {
    const { total } = await call('sonarr_get_missing_episodes');
    const answer = await call('sonarr_get_statistics');

    expect(answer).toMatchObject({
      series: { total: 5, monitored: 5, unmonitored: 0, continuing: 2, ended: 2 },
      episodes: { total: 91, downloaded: 85, missing: total, percentage_complete: 93.41 },
      storage: {
        series_size_gb: 83.62,
        disk_space: expect.arrayContaining([{ path: '/data', free_gb: 2048, total_gb: 8192 }]) as object[],
      },
      queue: { total_items: 3 },
      wanted: { missing_episodes: total },
    });
    expect(answer['instances']).toBeUndefined();
  });
});

describe('sonarr_get_episode_files', () => {
  it('A15 lists the files of a season with what deleting them takes', async () => {
    const { items, total } = await call('sonarr_get_episode_files', { series: 'ferry', season: 2, limit: 1 });

    expect(total).toBe(6);
    expect(items).toEqual([
      {
        file_id: expect.any(Number) as number,
        season: 2,
        path: 'Season 02/Ferry to Nowhere - S02E01 - Chapter 1.mkv',
        size_bytes: 1_541_000_003,
        quality: 'WEBDL-1080p',
        score: 0,
        upgrade_wanted: false,
        release_group: 'DEMO',
        added_at: expect.any(String) as string,
      },
    ]);
  });
});

describe('sonarr_get_history', () => {
  it('A19 tells the latest first, of what and from where', async () => {
    const items = itemsOf(await call('sonarr_get_history', { event: 'grabbed' }));

    expect(items).toHaveLength(3);
    expect(items).toContainEqual(
      expect.objectContaining({
        event: 'grabbed',
        series: 'The Lighthouse Keepers',
        season: 3,
        episode: 5,
        release: 'The.Lighthouse.Keepers.S03E05.1080p.WEB.h264-DEMO',
        indexer: 'Demo Usenet',
      }),
    );
  });

  it('A19 keeps to one series', async () => {
    const { items, total } = await call('sonarr_get_history', {
      series: 'Second Breakfast',
      event: 'imported',
      limit: 5,
    });
    const dates = (items as { date: string }[]).map(({ date }) => date);

    expect(total).toBe(40);
    expect(new Set((items as { series: string }[]).map(({ series }) => series))).toEqual(new Set(['Second Breakfast']));
    expect(dates).toEqual([...dates].sort().toReversed());
  });

  it('knows no series that is not there', async () => {
    await expect(call('sonarr_get_history', { series: 'Ferris' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('sonarr_get_releases', () => {
  it('puts what Sonarr would not take last, and says why', async () => {
    const items = itemsOf(await call('sonarr_get_releases', { series: 'lighthouse', season: 3 }));

    expect(items).toMatchObject([
      {
        quality: 'WEBDL-1080p',
        full_season: true,
        season: 3,
        indexer: 'Demo Usenet',
        release: expect.any(String) as string,
      },
      { quality: 'HDTV-720p', seeders: 14 },
      { quality: 'WEBDL-2160p', rejected: ['WEBDL-2160p is not wanted in profile'] },
    ]);
  });

  it('asks for one episode', async () => {
    const [episode] = itemsOf(await call('sonarr_get_episodes', { series: 'lighthouse', season: 3 }));
    const items = itemsOf(await call('sonarr_get_releases', { episode_id: episode?.['episode_id'] }));

    expect(items[0]).toMatchObject({ season: 3, episodes: [1] });
  });

  it.each([{}, { series: 'ferry' }, { season: 1 }, { episode_id: 1, series: 'ferry', season: 1 }])(
    'does not guess what %j is to mean',
    async (args) => {
      await expect(call('sonarr_get_releases', args)).rejects.toMatchObject({ code: 'invalid_argument' });
    },
  );
});
