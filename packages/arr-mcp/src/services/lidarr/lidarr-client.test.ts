import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkCalls, loadApiDescription } from '@arr-mcp/demo-stack/testing';
import { describe, expect, it } from 'vitest';

import { AppError } from '../../errors.ts';
import { lacksShared, sharedFolder } from '../../testing/shared.ts';
import { lidarrCalls } from './lidarr-calls.ts';
import { type LidarrClient, openLidarr } from './lidarr-client.ts';

interface Recording {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly file: string;
}

function folder(): string {
  return join(sharedFolder ?? '', 'recorded', 'lidarr');
}

const recordings = lacksShared
  ? []
  : (JSON.parse(readFileSync(join(folder(), 'index.json'), 'utf8')) as readonly Recording[]);

function textOf({ file }: Pick<Recording, 'file'>): string {
  return readFileSync(join(folder(), file), 'utf8');
}

interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
}

// One answer to everything; what was asked is kept.
function clientThatHears(text: string, status = 200): { client: LidarrClient; sent: Sent[] } {
  const sent: Sent[] = [];
  const open = openLidarr({
    service: 'lidarr',
    instance: 'lidarr',
    baseUrl: 'http://lidarr.test/music',
    credential: { api_key: 'k3y' },
    fetch: async (url, { method, body, headers }) => {
      expect(headers['X-Api-Key']).toBe('k3y');
      sent.push({ method, url: new URL(url), body: typeof body === 'string' ? JSON.parse(body) : body });
      return new Response(text, { status, headers: { 'content-type': 'application/json' } });
    },
    limits: { failures: 1000 },
  });
  return { client: open(new AbortController().signal), sent };
}

const firstPage = { page: 1, pageSize: 50 };

const readers: Readonly<Record<string, (client: LidarrClient) => Promise<unknown>>> = {
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
const cutUpstream = new Set(['exportarr--wanted-missing.json', 'pyarr-2022--rootfolder.json']);

const read = recordings.filter(
  ({ method, path, file }) => method === 'GET' && path in readers && !cutUpstream.has(file),
);

describe.skipIf(lacksShared)('LidarrClient on recorded answers', () => {
  it.each(read.map((each) => [each.file, each] as const))('reads %s', async (_file, recording) => {
    const { client } = clientThatHears(textOf(recording), recording.status);

    await expect(readers[recording.path]?.(client)).resolves.toBeDefined();
  });

  it.each(recordings.map((each) => [each.file, each] as const))(
    'reads %s as any resource, or says what is wrong',
    async (_file, recording) => {
      const { client } = clientThatHears(textOf(recording), recording.status);
      const results = await Promise.allSettled(Object.values(readers).map(async (reader) => reader(client)));

      const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
      expect(errors.filter((error) => !(error instanceof AppError))).toEqual([]);
    },
  );

  it('drops from a library what nobody asked for', async () => {
    const text = textOf({ file: 'ruddarr-29fe6ebf--artists.json' });
    const artists = await clientThatHears(text).client.listArtists();

    expect(artists.length).toBeGreaterThan(100);
    expect(JSON.stringify(artists).length).toBeLessThan(text.length / 20);
  });

  it('reads why a download is stuck, and of which album it is', async () => {
    const text = textOf({ file: 'ruddarr-6243320e--queue.json' });

    await expect(clientThatHears(text).client.queue(firstPage)).resolves.toMatchObject({
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
    const { client, sent } = clientThatHears('[]');

    await client.albums(7);

    expect(sent[0]?.url.href).toBe('http://lidarr.test/music/api/v1/album?artistId=7');
  });

  it('finds the record to add by its MusicBrainz id only', async () => {
    const { client, sent } = clientThatHears(JSON.stringify([{ artistName: 'Another', foreignArtistId: 'b' }]));

    await expect(client.lookupRecord('a')).resolves.toBeUndefined();
    await expect(client.lookupRecord('b')).resolves.toMatchObject({ artistName: 'Another' });
    expect(sent[0]?.url.searchParams.get('term')).toBe('lidarr:a');
  });

  it('asks for what is missing by release date, the latest first', async () => {
    const { client, sent } = clientThatHears('{"page":1,"pageSize":5,"totalRecords":0,"records":[]}');

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
    const { client, sent } = clientThatHears('{"page":1,"pageSize":5,"totalRecords":0,"records":[]}');

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
    await expect(clientThatHears(text, status).client.artist(1)).rejects.toMatchObject({ code, instance: 'lidarr' });
  });
});
