import { beforeEach, describe, expect, it } from 'vitest';

import { checkedStandIn, lacksShared, loadApiDescription } from '../testing/api-description.ts';
import { createWorld } from '../world/world.ts';
import { createSonarrStandIn } from './sonarr-stand-in.ts';

const world = createWorld({ now: () => new Date('2026-11-21T12:00:00Z') });
const description = lacksShared ? undefined : loadApiDescription('sonarr-v3.openapi.json');

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

type Ask = (method: string, path: string, body?: object) => Promise<Answer>;

function openSonarr(): { ask: Ask; problems: string[] } {
  const problems: string[] = [];
  const bare = createSonarrStandIn({ world, apiKey: 'k' });
  const standIn =
    description === undefined ? bare : checkedStandIn(bare, description, (problem) => problems.push(problem));
  const ask: Ask = async (method, path, body) => {
    const response = await standIn.fetch(
      new Request(`http://sonarr.test/api/v3/${path}`, {
        method,
        headers: { 'x-api-key': 'k' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  return { ask, problems };
}

let ask: Ask;
let problems: string[];

beforeEach(() => {
  ({ ask, problems } = openSonarr());
});

async function record(path: string): Promise<Record<string, unknown>> {
  return (await ask('GET', path)).body as Record<string, unknown>;
}

async function list(path: string): Promise<Record<string, unknown>[]> {
  return (await ask('GET', path)).body as Record<string, unknown>[];
}

async function find(title: string): Promise<Record<string, unknown>> {
  const found = (await list('series')).find((series) => series['title'] === title);
  if (found === undefined) throw new Error(`there is no ${title}`);
  return found;
}

describe.skipIf(lacksShared)('the answers of the Sonarr stand-in', () => {
  it.each([
    'series',
    'series/1',
    'series/lookup?term=cartographers',
    'series/lookup?term=tvdb:990001',
    'episode?seriesId=1',
    'episode?seriesId=1&seasonNumber=3',
    'episode/2',
    'episodefile?seriesId=1',
    'calendar?start=2026-11-01T00:00:00Z&end=2026-12-24T00:00:00Z&unmonitored=true&includeSeries=true',
    'queue?page=1&pageSize=50&includeSeries=true&includeEpisode=true&includeUnknownSeriesItems=true',
    'history?page=1&pageSize=20&includeSeries=true&includeEpisode=true&eventType=1&eventType=3',
    'wanted/missing?page=1&pageSize=20&sortKey=episodes.airDateUtc&sortDirection=descending&includeSeries=true',
    'release?seriesId=1&seasonNumber=3',
    'release?episodeId=2',
    'manualimport?downloadId=00000000000000000000000000000000000000D2&filterExistingFiles=false',
    'qualityprofile',
    'rootfolder',
  ])('to %s are as its API description has them', async (path) => {
    const { status, body } = await ask('GET', path);

    expect(status).toBe(200);
    expect(body).not.toEqual([]);
    expect(problems).toEqual([]);
  });

  it('to changes are as its API description has them, and so is what was asked', async () => {
    const [found] = await list('series/lookup?term=tvdb:990006');
    await ask('POST', 'series', { ...found, qualityProfileId: 1, rootFolderPath: '/data/media/tv' });
    await ask('PUT', 'series/1?moveFiles=false', { ...(await record('series/1')), monitored: false });
    await ask('PUT', 'episode/monitor', { episodeIds: [2], monitored: false });
    await ask('POST', 'command', { name: 'RefreshSeries' });
    await ask('DELETE', 'series/1?deleteFiles=true&addImportListExclusion=false');

    expect(problems).toEqual([]);
  });
});

describe('the Sonarr stand-in', () => {
  it('holds the owned series of the world, with counts that agree with their episodes and files', async () => {
    const keepers = await find('The Lighthouse Keepers');
    const files = await list(`episodefile?seriesId=${String(keepers['id'])}`);
    const size = files.reduce((sum, file) => sum + Number(file['size']), 0);

    expect(await list('series')).toHaveLength(world.series.filter(({ owned }) => owned).length);
    expect(keepers['statistics']).toMatchObject({
      seasonCount: 3,
      totalEpisodeCount: 26,
      episodeCount: 21,
      episodeFileCount: files.length,
      sizeOnDisk: size,
    });
  });

  it('shows each download of a series as its client has it', async () => {
    const { records } = await record('queue?includeSeries=true&includeEpisode=true');

    expect(records).toMatchObject([
      { downloadId: '00000000000000000000000000000000000000D2', trackedDownloadState: 'importBlocked' },
      { downloadId: 'SABnzbd_nzo_demo0001', episode: { seasonNumber: 3, episodeNumber: 5 } },
      { downloadId: '00000000000000000000000000000000000000D1', status: 'warning' },
    ]);
  });

  it('takes a new series in with its episodes, once', async () => {
    const [found] = await list('series/lookup?term=tvdb:990006');
    const wish = { ...found, qualityProfileId: 1, rootFolderPath: '/data/media/tv', addOptions: { monitor: 'pilot' } };
    const added = await ask('POST', 'series', wish);
    const { id } = await find('The Cartographers');

    expect(added).toMatchObject({ status: 201, body: { id, path: '/data/media/tv/The Cartographers (2022)' } });
    expect(
      (await list(`episode?seriesId=${String(id)}`)).filter(({ monitored }) => monitored).map((each) => each['title']),
    ).toEqual(['Chapter 1']);
    expect(await list('series/lookup?term=tvdb:990006')).toMatchObject([{ id }]);
    expect(await ask('POST', 'series', wish)).toMatchObject({
      status: 400,
      body: [{ propertyName: 'TvdbId', errorMessage: 'This series has already been added' }],
    });
  });

  it.each([
    ['a quality profile that there is not', { qualityProfileId: 9, rootFolderPath: '/data/media/tv' }],
    ['a folder that is no root folder', { qualityProfileId: 1, rootFolderPath: '/elsewhere' }],
  ])('refuses %s', async (_what, wish) => {
    const [found] = await list('series/lookup?term=tvdb:990006');

    expect(await ask('POST', 'series', { ...found, ...wish })).toMatchObject({ status: 400 });
  });

  it('hands the mark of a season on to its episodes, and to no others', async () => {
    const series = await find('Second Breakfast');
    const seasons = [{ seasonNumber: 1, monitored: false }, ...(series['seasons'] as object[]).slice(1)];
    await ask('PUT', `series/${String(series['id'])}`, { ...series, seasons });
    const unmonitored = (await list(`episode?seriesId=${String(series['id'])}`)).filter((each) => !each['monitored']);

    expect(unmonitored).toHaveLength(10);
    expect(new Set(unmonitored.map(({ seasonNumber }) => seasonNumber))).toEqual(new Set([1]));
  });

  it('forgets a deleted series, its episodes and its downloads', async () => {
    const { id } = await find('Orbital Gardeners');

    expect(await ask('DELETE', `series/${String(id)}`)).toMatchObject({ status: 200 });

    expect(await ask('GET', `series/${String(id)}`)).toMatchObject({ status: 404 });
    expect(await list(`episode?seriesId=${String(id)}`)).toEqual([]);
    expect(await record('queue')).toMatchObject({ totalRecords: 1 });
  });

  it('wants an episode whose file was deleted, and remembers it', async () => {
    const before = await record('wanted/missing');
    const [file] = await list('episodefile?seriesId=1');
    await ask('DELETE', 'episodefile/bulk', { episodeFileIds: [file?.['id']] });

    expect(await record('wanted/missing')).toMatchObject({ totalRecords: Number(before['totalRecords']) + 1 });
    expect(await record('history?eventType=5')).toMatchObject({ totalRecords: 1 });
  });

  it('fails, as Sonarr does, when one of several files is not there', async () => {
    const [file] = await list('episodefile?seriesId=1');
    const path = `episodefile?episodeFileIds=${String(file?.['id'])}&episodeFileIds=99999`;

    expect(await ask('GET', path)).toMatchObject({ status: 500 });
    expect(await ask('DELETE', 'episodefile/bulk', { episodeFileIds: [99_999] })).toMatchObject({ status: 500 });
  });

  it('puts a grabbed release into the queue, and only one that was found before', async () => {
    const [release] = await list('release?episodeId=2');

    expect(await ask('POST', 'release', { guid: 'never seen', indexerId: 1 })).toMatchObject({ status: 404 });
    expect(await ask('POST', 'release', { guid: release?.['guid'], indexerId: 1 })).toMatchObject({ status: 200 });

    expect(await record('queue')).toMatchObject({ totalRecords: 4 });
  });

  it('imports by hand what was blocked', async () => {
    const [file] = await list('manualimport?downloadId=00000000000000000000000000000000000000D2');
    const { path, series, episodes, downloadId } = file as {
      path: string;
      series: { id: number };
      episodes: { id: number }[];
      downloadId: string;
    };
    const episodeIds = episodes.map(({ id }) => id);
    const files = [{ path, seriesId: series.id, episodeIds, downloadId }];
    await ask('POST', 'command', { name: 'ManualImport', files, importMode: 'auto' });

    expect(await record(`episode/${String(episodeIds[0])}`)).toMatchObject({ hasFile: true });
    expect(await record('queue')).toMatchObject({ totalRecords: 2 });
  });

  it('notes when a search was asked for', async () => {
    await ask('POST', 'command', { name: 'EpisodeSearch', episodeIds: [2] });

    expect(await record('episode/2')).toMatchObject({ lastSearchTime: '2026-11-21T12:00:00.000Z' });
  });
});
