import { checkCalls, loadApiDescription } from '@arr-mcp/demo-stack/testing';
import { describe, expect, it } from 'vitest';

import { lacksShared } from '../../testing/shared.ts';
import { type Readers, describeRecordedAnswers, hear, recordedText } from '../arr/arr-client.fixtures.ts';
import { lidarrCalls } from './lidarr-calls.ts';

const firstPage = { page: 1, pageSize: 50 };

const readers: Readers<'lidarr'> = {
  '/api/v1/artist': async (client) => client.listArtists(),
  '/api/v1/artist/{id}': async (client) => client.artist(1),
  '/api/v1/artist/lookup': async (client) => client.lookup('a'),
  '/api/v1/album': async (client) => client.albums(1),
  '/api/v1/album/{id}': async (client) => client.album(1),
  '/api/v1/metadataprofile': async (client) => client.metadataProfiles(),
  '/api/v1/calendar': async (client) => client.calendar(new Date(0), new Date(1)),
  '/api/v1/queue': async (client) => client.queue(firstPage),
  '/api/v1/wanted/missing': async (client) => client.missing(firstPage),
  '/api/v1/system/status': async (client) => client.status(),
  '/api/v1/health': async (client) => client.health(),
  '/api/v1/diskspace': async (client) => client.diskSpace(),
  '/api/v1/rootfolder': async (client) => client.rootFolders(),
  '/api/v1/qualityprofile': async (client) => client.qualityProfiles(),
};

// Cut down to their totals, or to a list's only item, by those who recorded them.
const cut = ['exportarr--wanted-missing.json', 'pyarr-2022--rootfolder.json'];

describeRecordedAnswers('lidarr', readers, cut);

describe.skipIf(lacksShared)('what is read of recorded answers', () => {
  it('drops from a library what nobody asked for', async () => {
    const text = recordedText('lidarr', 'ruddarr-29fe6ebf--artists.json');
    const artists = await hear('lidarr', { text }).client.listArtists();

    expect(artists.length).toBeGreaterThan(100);
    expect(JSON.stringify(artists).length).toBeLessThan(text.length / 20);
  });

  it('reads why a download is stuck, and of which album it is', async () => {
    const text = recordedText('lidarr', 'ruddarr-6243320e--queue.json');

    await expect(hear('lidarr', { text }).client.queue(firstPage)).resolves.toMatchObject({
      totalRecords: 1,
      records: [
        {
          artist: { artistName: 'Poppy' },
          album: { title: 'Bubblebath' },
          errorMessage: 'The download is stalled with no connections',
          quality: 'FLAC',
        },
      ],
    });
  });
});

describe.skipIf(lacksShared)('the calls of LidarrClient', () => {
  it('are all in the API description', () => {
    expect(checkCalls(lidarrCalls, loadApiDescription('lidarr-v1.openapi.json'))).toEqual([]);
  });
});

describe('LidarrClient', () => {
  it('keeps to the URL base and to version 1', async () => {
    const { client, sent } = hear('lidarr', { text: '[]' });

    await client.albums(7);

    expect(sent[0]?.url.href).toBe('http://lidarr.test/music/api/v1/album?artistId=7');
  });

  it('finds the record to add by its MusicBrainz id only', async () => {
    const { client, sent } = hear('lidarr', {
      text: JSON.stringify([{ artistName: 'Another', foreignArtistId: 'b' }]),
    });

    await expect(client.lookupRecord('a')).resolves.toBeUndefined();
    await expect(client.lookupRecord('b')).resolves.toMatchObject({ artistName: 'Another' });
    expect(sent[0]?.url.searchParams.get('term')).toBe('lidarr:a');
  });

  it('asks for what is missing by release date, the latest first', async () => {
    const { client, sent } = hear('lidarr', { text: '{"page":1,"pageSize":5,"totalRecords":0,"records":[]}' });

    await client.missing({ page: 2, pageSize: 5 });

    expect(Object.fromEntries(sent[0]?.url.searchParams ?? [])).toEqual({
      page: '2',
      pageSize: '5',
      sortKey: 'albums.releaseDate',
      sortDirection: 'descending',
      monitored: 'true',
      includeArtist: 'true',
    });
  });

  it('asks for downloads that it cannot place too', async () => {
    const { client, sent } = hear('lidarr', { text: '{"page":1,"pageSize":5,"totalRecords":0,"records":[]}' });

    await client.queue(firstPage);

    expect(sent[0]?.url.searchParams.get('includeUnknownArtistItems')).toBe('true');
  });

  it.each([
    ['a refused key', 401, '{"error":"Unauthorized"}', 'unauthorized'],
    ['an artist that is not there', 404, '{"message":"NotFound"}', 'not_found'],
    ['a failure of its own', 500, '{"message":"database is locked"}', 'upstream'],
    ['an answer of another form', 200, '{"a":1}', 'bad_response'],
    ['a page in place of data', 200, '<!doctype html><title>Lidarr</title>', 'bad_response'],
  ])('reports %s', async (_what, status, text, code) => {
    await expect(hear('lidarr', { text, status }).client.artist(1)).rejects.toMatchObject({ code, instance: 'lidarr' });
  });
});
