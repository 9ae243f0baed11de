import { beforeEach, describe, expect, it } from 'vitest';

import { checkedStandIn, lacksShared, loadApiDescription } from '../testing/api-description.ts';
import type { StandIn } from '../stand-in.ts';
import type { DemoDownload } from '../world/downloads.ts';
import { createWorld } from '../world/world.ts';
import { createRadarrStandIn } from './radarr-stand-in.ts';

const blocked: DemoDownload = {
  id: 'SABnzbd_nzo_blocked',
  client: 'sabnzbd',
  title: 'Harbour.Days.2025.1080p.WEB.h264-DEMO',
  sizeBytes: 5_000_000_000,
  doneBytes: 5_000_000_000,
  state: 'import blocked',
  subject: { kind: 'movie', tmdbId: 660_003 },
  reason: 'Sample',
};

const world = createWorld({ now: () => new Date('2026-11-21T12:00:00Z'), downloads: [blocked] });
const description = lacksShared ? undefined : loadApiDescription('radarr-v3.openapi.json');

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

let problems: string[] = [];
let standIn: StandIn = createRadarrStandIn({ world, apiKey: 'k' });

// Every request and answer of these tests is held against the API description, where it is at hand.
beforeEach(() => {
  problems = [];
  standIn = createRadarrStandIn({ world, apiKey: 'k' });
  if (description !== undefined) standIn = checkedStandIn(standIn, description, (problem) => problems.push(problem));
});

async function ask(method: string, path: string, body?: object): Promise<Answer> {
  const response = await standIn.fetch(
    new Request(`http://radarr.test/api/v3/${path}`, {
      method,
      headers: { 'x-api-key': 'k', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  return { status: response.status, body: await response.json() };
}

const get = async (path: string): Promise<unknown> => (await ask('GET', path)).body;

const settings = { qualityProfileId: 1, rootFolderPath: '/data/media/movies', monitored: true, tags: [1] };
const newMovie = { title: 'The Glass Orchard', tmdbId: 660_007, minimumAvailability: 'released', ...settings };

describe.skipIf(lacksShared)('the answers of the stand-in Radarr', () => {
  it.each([
    'movie',
    'movie?tmdbId=660001',
    'movie/1',
    'movie/lookup?term=harbour',
    'moviefile?movieId=1',
    'calendar?start=2026-01-01T00:00:00Z&end=2027-12-31T00:00:00Z&unmonitored=true',
    'queue?includeMovie=true',
    'history?includeMovie=true&eventType=1',
    'wanted/missing?monitored=true',
    'collection',
    'exclusions',
    'release?movieId=5',
    'manualimport?folder=/data/downloads',
  ])('are at %s as its API description has them', async (path) => {
    const { status, body } = await ask('GET', path);

    expect(status).toBe(200);
    expect(JSON.stringify(body).length).toBeGreaterThan(path === 'exclusions' ? 1 : 50);
    expect(problems).toEqual([]);
  });

  it('are so after changes too', async () => {
    const answers = [
      await ask('POST', 'movie', { ...newMovie, addOptions: { searchForMovie: true, monitor: 'movieOnly' } }),
      await ask('PUT', 'movie/1?moveFiles=true', { ...((await get('movie/1')) as object), monitored: false }),
      await ask('DELETE', 'movie/2?deleteFiles=true&addImportExclusion=true'),
      await ask('GET', 'release?movieId=1'),
      await ask('POST', 'release', { guid: 'https://indexer.demo.test/details/660001-1080p', indexerId: 1 }),
      await ask('DELETE', 'moviefile/1'),
      await ask('GET', 'exclusions'),
      await ask('GET', 'queue'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([201, 202, 200, 200, 200, 200, 200, 200]);
    expect(problems).toEqual([]);
  });
});

describe('the stand-in Radarr', () => {
  it('has the movies of the household, with their files', async () => {
    expect(await get('movie')).toMatchObject([
      { title: 'Harbour Lights', hasFile: true, status: 'released', movieFile: { movieId: 1 } },
      { title: 'Harbour Nights' },
      { title: 'Harbour Days', hasFile: false, sizeOnDisk: 0 },
      { title: 'A Bicycle for Winter' },
      { title: 'The Quiet Satellite' },
      { title: 'Tomorrow, Probably', status: 'announced', isAvailable: false },
    ]);
  });

  it('finds movies by words, TMDB and IMDb ids, and tells which it has', async () => {
    expect(await get('movie/lookup?term=orchard')).toMatchObject([{ tmdbId: 660_007 }]);
    expect(await get('movie/lookup?term=tmdb:660001')).toMatchObject([{ title: 'Harbour Lights', id: 1 }]);
    expect(await get('movie/lookup?term=imdb:tt9800007')).toMatchObject([{ tmdbId: 660_007 }]);
    expect(await get('movie/lookup?term=orchard')).not.toHaveProperty('0.id');
  });

  it('adds a movie once, into a folder and with a profile that there are', async () => {
    expect(await ask('POST', 'movie', newMovie)).toMatchObject({
      status: 201,
      body: { path: '/data/media/movies/The Glass Orchard (2024)', tags: [1], hasFile: false },
    });
    expect(await ask('POST', 'movie', newMovie)).toMatchObject({
      status: 400,
      body: [{ errorMessage: 'This movie has already been added' }],
    });
  });

  it.each([
    ['RootFolderPath', { rootFolderPath: '/nowhere' }],
    ['QualityProfileId', { qualityProfileId: 99 }],
    ['TmdbId', { tmdbId: 1 }],
  ])('refuses a wrong %s', async (propertyName, wrong) => {
    expect(await ask('POST', 'movie', { ...newMovie, ...wrong })).toMatchObject({
      status: 400,
      body: [{ propertyName }],
    });
  });

  it('moves the file with its movie when asked to', async () => {
    const movie = (await get('movie/1')) as object;

    await ask('PUT', 'movie/1?moveFiles=true', { ...movie, path: '/data/other/Harbour Lights (2012)' });

    expect(await get('movie/1')).toMatchObject({
      path: '/data/other/Harbour Lights (2012)',
      movieFile: { path: '/data/other/Harbour Lights (2012)/Harbour Lights (2012) WEBDL-1080p.mkv' },
    });
  });

  it('forgets a deleted movie, and keeps lists from adding it again when asked to', async () => {
    await ask('DELETE', 'movie/1?deleteFiles=false&addImportExclusion=true');

    expect(await ask('GET', 'movie/1')).toMatchObject({ status: 404 });
    expect(await get('exclusions')).toMatchObject([{ tmdbId: 660_001, movieTitle: 'Harbour Lights' }]);
  });

  it('misses what is available, monitored and without a file', async () => {
    expect(await get('wanted/missing')).toMatchObject({ totalRecords: 1, records: [{ title: 'Harbour Days' }] });

    const { id } = ((await get('wanted/missing')) as { records: { id: number }[] }).records[0]!;
    await ask('PUT', `movie/${id}`, { ...((await get(`movie/${id}`)) as object), monitored: false });

    expect(await get('wanted/missing')).toMatchObject({ totalRecords: 0 });
  });

  it('notes the deletion of a file', async () => {
    const { movieFileId } = (await get('movie/1')) as { movieFileId: number };

    await ask('DELETE', `moviefile/${movieFileId}`);

    expect(await get('movie/1')).toMatchObject({ hasFile: false, movieFileId: 0 });
    expect(await get('history?movieIds=1')).toMatchObject({ records: [{ eventType: 'movieFileDeleted' }, {}, {}] });
  });

  it('queues a release that it found before, and no other', async () => {
    const guid = 'https://indexer.demo.test/details/660001-1080p';
    expect(await ask('POST', 'release', { guid, indexerId: 1 })).toMatchObject({ status: 404 });

    await get('release?movieId=1');

    expect(await ask('POST', 'release', { guid, indexerId: 1 })).toMatchObject({ status: 200 });
    expect(await get('queue?includeMovie=true')).toMatchObject({ totalRecords: 2 });
  });

  it('imports a blocked download by hand, which then leaves the queue', async () => {
    const [file] = (await get('manualimport?downloadId=SABnzbd_nzo_blocked')) as {
      path: string;
      movie: { id: number };
    }[];
    const files = [{ path: file?.path, movieId: file?.movie.id, downloadId: 'SABnzbd_nzo_blocked' }];

    await ask('POST', 'command', { name: 'ManualImport', files, importMode: 'auto' });

    expect(await get(`movie/${file?.movie.id}`)).toMatchObject({ title: 'Harbour Days', hasFile: true });
    expect(await get('queue')).toMatchObject({ totalRecords: 0 });
  });
});
