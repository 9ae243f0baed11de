import { beforeEach, describe, expect, it } from 'vitest';

import { type SonarrBench, itemsOf, openSonarrBench } from '../sonarr/sonarr-bench.fixtures.ts';

let opened: SonarrBench;

beforeEach(() => {
  opened = openSonarrBench();
});

async function call(name: string, args: object = {}) {
  return opened.call(name, args);
}

interface Series {
  readonly id: number;
  readonly monitored: boolean;
  readonly seasons: { seasonNumber: number; monitored: boolean }[];
  readonly overview: string;
  readonly path: string;
}

async function seriesNow(title: string): Promise<Series> {
  const [row] = itemsOf(await call('sonarr_get_all_series', { title }));
  return (await opened.ask(`series/${String(row?.['id'])}`)) as Series;
}

describe('sonarr_update_series', () => {
  it('changes what was given and keeps all else', async () => {
    const before = await seriesNow('ferry');
    const answer = await call('sonarr_update_series', {
      series: 'ferry',
      quality_profile: 2,
      type: 'anime',
      tags: ['kids'],
    });

    expect(answer).toMatchObject({ id: before.id, changed: ['qualityProfileId', 'seriesType', 'tags'], type: 'anime' });
    expect(await seriesNow('ferry')).toEqual({ ...before, qualityProfileId: 2, seriesType: 'anime', tags: [1] });
  });

  it.each([
    [{}, 'moveFiles=false'],
    [{ move_files: true }, 'moveFiles=true'],
  ])('keeps the name of the folder in another root folder, with %j as %s', async (args, sent) => {
    opened = openSonarrBench({ rootFolders: ['/data/media/tv', '/data/more/'] });
    await call('sonarr_update_series', { series: 'ferry', root_folder: '/data/more', ...args });

    expect(await seriesNow('ferry')).toMatchObject({ path: '/data/more/Ferry to Nowhere (2015)' });
    expect(opened.writes).toEqual([expect.stringContaining(sent)]);
  });

  it('asks for no move of files to where they are', async () => {
    await call('sonarr_update_series', { series: 'ferry', root_folder: 1, move_files: true });

    expect(opened.writes).toEqual([expect.stringMatching(/\?moveFiles=false$/)]);
  });

  it('refuses to change nothing', async () => {
    await expect(call('sonarr_update_series', { series: 'ferry' })).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(opened.writes).toEqual([]);
  });
});

describe('sonarr_set_monitored', () => {
  it('marks a series and leaves its seasons as they are', async () => {
    await call('sonarr_set_monitored', { series: 'ferry', monitored: false });

    const { monitored, seasons } = await seriesNow('ferry');
    expect(monitored).toBe(false);
    expect(seasons.every((season) => season.monitored)).toBe(true);
  });

  it('marks seasons with their episodes', async () => {
    const answer = await call('sonarr_set_monitored', { series: 'ferry', seasons: [1, 3], monitored: false });
    const { id, seasons } = await seriesNow('ferry');
    const episodes = (await opened.ask(`episode?seriesId=${id}`)) as { seasonNumber: number; monitored: boolean }[];

    expect(answer).toEqual({ message: 'No longer monitors seasons 1, 3 of Ferry to Nowhere (2015).' });
    expect(seasons.filter(({ monitored }) => monitored)).toMatchObject([{ seasonNumber: 2 }]);
    expect(new Set(episodes.filter(({ monitored }) => monitored).map(({ seasonNumber }) => seasonNumber))).toEqual(
      new Set([2]),
    );
  });

  it('says when the mark of a season has no effect', async () => {
    await call('sonarr_set_monitored', { series: 'ferry', monitored: false });

    expect(await call('sonarr_set_monitored', { series: 'ferry', seasons: [1], monitored: true })).toMatchObject({
      note: expect.stringContaining('not monitored') as string,
    });
  });

  it('marks episodes by their ids', async () => {
    const episodes = itemsOf(await call('sonarr_get_episodes', { series: 'ferry', season: 1 }));
    const ids = episodes.slice(0, 2).map((episode) => episode['episode_id']);
    await call('sonarr_set_monitored', { episode_ids: ids, monitored: false });

    expect(
      itemsOf(await call('sonarr_get_episodes', { series: 'ferry', season: 1 })).map((each) => each['monitored']),
    ).toEqual([false, false, true, true, true, true]);
  });

  it.each([
    [{ monitored: true }, 'invalid_argument'],
    [{ monitored: true, series: 'ferry', episode_ids: [1] }, 'invalid_argument'],
    [{ monitored: true, series: 'ferry', seasons: [9] }, 'not_found'],
  ])('refuses %j', async (args, code) => {
    await expect(call('sonarr_set_monitored', args)).rejects.toMatchObject({ code });
    expect(opened.writes).toEqual([]);
  });
});

describe('sonarr_refresh_series and sonarr_rescan_series', () => {
  it.each([
    ['sonarr_refresh_series', 'RefreshSeries'],
    ['sonarr_rescan_series', 'RescanSeries'],
  ])('A23 A24 start by %s for one or for all', async (name, command) => {
    expect(await call(name, { series: 'ferry' })).toMatchObject({ command_id: 1, title: 'Ferry to Nowhere' });
    expect(await call(name)).toMatchObject({ command_id: 2, state: 'queued' });
    expect(await opened.ask('command')).toMatchObject([{ name: command }, { name: command }]);
  });
});
