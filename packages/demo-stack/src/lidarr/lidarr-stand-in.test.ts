import { beforeEach, describe, expect, it } from 'vitest';

import { checkedStandIn, lacksShared, loadApiDescription } from '../testing/api-description.ts';
import type { StandIn } from '../stand-in.ts';
import type { DemoDownload } from '../world/downloads.ts';
import { createWorld } from '../world/world.ts';
import { createLidarrStandIn } from './lidarr-stand-in.ts';

const stuck: DemoDownload = {
  id: '00000000000000000000000000000000000000e1',
  client: 'qbittorrent',
  title: 'The.Tin.Kites.String.Theory.2020.FLAC-DEMO',
  sizeBytes: 400_000_000,
  doneBytes: 100_000_000,
  state: 'stalled',
  subject: { kind: 'album', foreignId: '00000000-0000-4000-8000-000000000102' },
  reason: 'The download is stalled with no connections',
};

const world = createWorld({ now: () => new Date('2026-11-21T12:00:00Z'), downloads: [stuck] });
const description = lacksShared ? undefined : loadApiDescription('lidarr-v1.openapi.json');

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

let problems: string[] = [];
let standIn: StandIn = createLidarrStandIn({ world, apiKey: 'k' });

// Every request and answer of these tests is held against the API description, where it is at hand.
beforeEach(() => {
  problems = [];
  standIn = createLidarrStandIn({ world, apiKey: 'k' });
  if (description !== undefined) standIn = checkedStandIn(standIn, description, (problem) => problems.push(problem));
});

async function ask(method: string, path: string, body?: object): Promise<Answer> {
  const response = await standIn.fetch(
    new Request(`http://lidarr.test/api/v1/${path}`, {
      method,
      headers: { 'x-api-key': 'k', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  return { status: response.status, body: await response.json() };
}

const get = async (path: string): Promise<unknown> => (await ask('GET', path)).body;

const newArtist = {
  artistName: 'Marble Choir',
  foreignArtistId: '00000000-0000-4000-8000-000000000002',
  qualityProfileId: 1,
  metadataProfileId: 1,
  rootFolderPath: '/data/media/music',
  monitored: true,
};

describe.skipIf(lacksShared)('the answers of the stand-in Lidarr', () => {
  it.each([
    'artist',
    'artist/1',
    'artist/lookup?term=marble',
    'album?artistId=1',
    'album/1',
    'metadataprofile',
    'rootfolder',
    'calendar?start=2026-01-01T00:00:00Z&end=2027-12-31T00:00:00Z&unmonitored=true&includeArtist=true',
    'queue?includeArtist=true&includeAlbum=true',
    'wanted/missing?monitored=true&includeArtist=true',
  ])('are at %s as its API description has them', async (path) => {
    const { status, body } = await ask('GET', path);

    expect(status).toBe(200);
    expect(JSON.stringify(body).length).toBeGreaterThan(50);
    expect(problems).toEqual([]);
  });

  it('are so after changes too', async () => {
    const answers = [
      await ask('POST', 'artist', { ...newArtist, addOptions: { monitor: 'all', searchForMissingAlbums: true } }),
      await ask('POST', 'command', { name: 'AlbumSearch' }),
      await ask('GET', 'artist'),
      await ask('GET', 'album?artistId=3'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 200, 200]);
    expect(problems).toEqual([]);
  });
});

describe('the stand-in Lidarr', () => {
  it('has the artists of the household, with the albums before and after today', async () => {
    expect(await get('artist')).toMatchObject([
      {
        id: 1,
        artistName: 'The Tin Kites',
        lastAlbum: { title: 'Knots' },
        nextAlbum: { title: 'Tailwind' },
        statistics: { albumCount: 4, trackFileCount: 15, trackCount: 34 },
      },
      { id: 2, artistName: '1912', statistics: { percentOfTracks: 100 } },
    ]);
  });

  it('finds artists by words and MusicBrainz ids, and tells which it has', async () => {
    expect(await get('artist/lookup?term=marble')).toHaveLength(2);
    expect(await get('artist/lookup?term=tin')).toMatchObject([{ id: 1 }]);

    const [found] = (await get(`artist/lookup?term=lidarr:${newArtist.foreignArtistId}`)) as object[];

    expect(found).toMatchObject({ artistName: 'Marble Choir', disambiguation: '' });
    expect(found).not.toHaveProperty('id');
  });

  it.each([
    ['all', [true, true]],
    ['none', [false, false]],
    ['first', [true, false]],
    ['latest', [false, true]],
    ['future', [false, false]],
    ['missing', [true, true]],
    ['existing', [false, false]],
  ])('monitors %s of the albums of a new artist', async (monitor, expected) => {
    await ask('POST', 'artist', { ...newArtist, addOptions: { monitor } });

    const albums = (await get('album?artistId=3')) as { monitored: boolean }[];

    expect(albums.map(({ monitored }) => monitored)).toEqual(expected);
  });

  it('adds an artist once', async () => {
    expect(await ask('POST', 'artist', newArtist)).toMatchObject({
      status: 201,
      body: { id: 3, path: '/data/media/music/Marble Choir' },
    });
    expect(await ask('POST', 'artist', newArtist)).toMatchObject({
      status: 400,
      body: [{ errorMessage: 'This artist has already been added.' }],
    });
  });

  it.each([
    ['RootFolderPath', { rootFolderPath: '/nowhere' }],
    ['QualityProfileId', { qualityProfileId: 99 }],
    ['MetadataProfileId', { metadataProfileId: 99 }],
    ['MusicbrainzId', { foreignArtistId: 'unheard of' }],
  ])('refuses a wrong %s', async (propertyName, wrong) => {
    expect(await ask('POST', 'artist', { ...newArtist, ...wrong })).toMatchObject({
      status: 400,
      body: [{ propertyName }],
    });
  });

  it('misses what is out, monitored and incomplete, the latest first', async () => {
    const path = 'wanted/missing?sortKey=albums.releaseDate&sortDirection=descending&pageSize=1&includeArtist=true';

    expect(await get(path)).toMatchObject({
      totalRecords: 2,
      records: [{ title: 'Knots', artist: { artistName: 'The Tin Kites' } }],
    });
    expect(await get(`${path}&page=2`)).toMatchObject({ records: [{ title: 'String Theory' }] });
  });

  it('knows what comes out between two days', async () => {
    const found = await get('calendar?start=2026-11-21T00:00:00Z&end=2026-12-21T00:00:00Z');

    expect(found).toMatchObject([{ title: 'Tailwind', releaseDate: '2026-12-03T00:00:00Z' }]);
    expect(await get('calendar?start=2026-11-21T00:00:00Z&end=2026-11-30T00:00:00Z')).toEqual([]);
  });

  it('remembers a search for albums', async () => {
    await ask('POST', 'command', { name: 'AlbumSearch', albumIds: [2] });

    expect(await get('album/2')).toMatchObject({ lastSearchTime: '2026-11-21T12:00:00.000Z' });
    expect(await get('album/3')).not.toHaveProperty('lastSearchTime');
  });

  it('places the downloads of its albums, and loses one that is deleted', async () => {
    expect(await get('queue?includeAlbum=true')).toMatchObject({
      records: [{ albumId: 2, album: { title: 'String Theory' }, status: 'warning', quality: { quality: { id: 6 } } }],
    });

    await ask('DELETE', 'queue/1001');

    expect(await get('queue')).toMatchObject({ totalRecords: 0 });
  });
});
