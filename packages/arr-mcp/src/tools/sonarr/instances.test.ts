import { describe, expect, it } from 'vitest';

import { itemsOf, openSonarrBench } from './sonarr-bench.fixtures.ts';

const both = ['sonarr', 'sonarr-4k'];

describe('two instances of Sonarr', () => {
  it.each([
    ['sonarr_get_all_series', { title: 'ferry' }],
    ['sonarr_get_series', { series: 'ferry' }],
    ['sonarr_search_new_series', { term: 'ferry' }],
    ['sonarr_get_episodes', { series: 'ferry', season: 1 }],
    ['sonarr_get_calendar', {}],
    ['sonarr_get_queue', {}],
    ['sonarr_get_missing_episodes', {}],
    ['sonarr_get_episode_files', { series: 'ferry' }],
    ['sonarr_get_history', {}],
    ['sonarr_get_releases', { series: 'ferry', season: 1 }],
    ['sonarr_get_manual_import', { download_id: '00000000000000000000000000000000000000D2' }],
  ])('are read together by %s, and each row says whose it is', async (name, args) => {
    const { call } = openSonarrBench({ instances: both });
    const items = itemsOf(await call(name, args));

    expect(new Set(items.map(({ instance }) => instance))).toEqual(new Set(both));
  });

  it('are counted each and together', async () => {
    const { call } = openSonarrBench({ instances: both });
    const answer = await call('sonarr_get_statistics');

    expect(answer).toMatchObject({
      series: { total: 10 },
      wanted: { missing_episodes: 12 },
      instances: [
        { instance: 'sonarr', series: { total: 5 } },
        { instance: 'sonarr-4k', series: { total: 5 } },
      ],
    });
  });

  it.each([
    ['sonarr_search_series', { series: 'ferry' }],
    ['sonarr_add_series', { tvdb_id: 990_006 }],
    ['sonarr_set_monitored', { series: 'ferry', monitored: false }],
    ['sonarr_delete_series', { series: 'ferry' }],
    ['sonarr_run_manual_import', { folder: '/a' }],
  ])('are not told apart by %s, which asks which one is meant', async (name, args) => {
    const { call, writes } = openSonarrBench({ instances: both });

    await expect(call(name, args)).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(writes).toEqual([]);
  });

  it('give what one has while the other refuses its key', async () => {
    const { call } = openSonarrBench({ instances: both, refusing: ['sonarr-4k'] });
    const answer = await call('sonarr_get_all_series', { title: 'ferry' });

    expect(answer).toMatchObject({
      items: [{ instance: 'sonarr', title: 'Ferry to Nowhere' }],
      unavailable: [{ instance: 'sonarr-4k', reason: expect.stringContaining('credential') as string }],
    });
  });

  it('are asked alone when one is named', async () => {
    const { call } = openSonarrBench({ instances: both });
    const items = itemsOf(await call('sonarr_get_all_series', { instance: 'sonarr-4k' }));

    expect(items).toHaveLength(5);
    expect(items[0]).not.toHaveProperty('instance');
  });
});
