import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { AppError } from '../../errors.ts';
import { lacksShared, sharedFolder } from '../../testing/shared.ts';
import { type RadarrClient, openRadarr } from './radarr-client.ts';

interface Recording {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly file: string;
}

function folder(): string {
  return join(sharedFolder ?? '', 'recorded', 'radarr');
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
function clientThatHears(text: string, status = 200): { client: RadarrClient; sent: Sent[] } {
  const sent: Sent[] = [];
  const open = openRadarr({
    service: 'radarr',
    instance: 'radarr',
    baseUrl: 'http://radarr.test/movies',
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

const readers: Readonly<Record<string, (client: RadarrClient) => Promise<unknown>>> = {
  '/api/v3/movie': async (client) => client.listMovies(),
  '/api/v3/movie/{id}': async (client) => client.movie(1),
  '/api/v3/movie/lookup': async (client) => client.lookup('a'),
  '/api/v3/moviefile': async (client) => client.movieFiles(1),
  '/api/v3/calendar': async (client) => client.calendar(new Date(0), new Date(1)),
  '/api/v3/queue': async (client) => client.queue(firstPage),
  '/api/v3/history': async (client) => client.history(firstPage),
  '/api/v3/wanted/missing': async (client) => client.missing(firstPage),
  '/api/v3/collection': async (client) => client.collections(),
  '/api/v3/exclusions': async (client) => client.exclusions(),
  '/api/v3/release': async (client) => client.releases(1),
  '/api/v3/manualimport': async (client) => client.importCandidates({ downloadId: 'a' }),
  '/api/v3/system/status': async (client) => client.status(),
  '/api/v3/health': async (client) => client.health(),
  '/api/v3/diskspace': async (client) => client.diskSpace(),
  '/api/v3/rootfolder': async (client) => client.rootFolders(),
  '/api/v3/qualityprofile': async (client) => client.qualityProfiles(),
  '/api/v3/tag': async (client) => client.tags(),
  '/api/v3/indexer': async (client) => client.providers('indexer'),
  '/api/v3/notification': async (client) => client.providers('notification'),
};

const read = recordings.filter(({ method, path }) => method === 'GET' && path in readers);

describe.skipIf(lacksShared)('RadarrClient on recorded answers', () => {
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
    const text = textOf({ file: 'bardesss--movie.json' });
    const movies = await clientThatHears(text).client.listMovies();

    expect(movies.length).toBeGreaterThan(10);
    expect(JSON.stringify(movies).length).toBeLessThan(text.length / 5);
  });

  it('keeps the addresses of releases and their keys out of the history', async () => {
    const text = textOf({ file: 'ruddarr--history.json' });
    const history = await clientThatHears(text).client.history(firstPage);

    expect(text).toContain('apikey=');
    expect(JSON.stringify(history)).not.toContain('apikey=');
    expect(history.records[0]).toMatchObject({ movieId: 529, quality: 'WEBDL-2160p' });
  });
});

describe('RadarrClient', () => {
  it('keeps to the URL base and leaves covers out', async () => {
    const { client, sent } = clientThatHears('[]');

    await client.listMovies();

    expect(sent[0]?.url.href).toBe('http://radarr.test/movies/api/v3/movie?excludeLocalCovers=true');
  });

  it('sends a changed movie back with all that it does not know', async () => {
    const record = { id: 7, title: 'A', monitored: true, unheardOf: { a: [1] } };
    const { client, sent } = clientThatHears(JSON.stringify(record));

    await client.updateMovie(7, (now) => ({ ...now, monitored: false }), { moveFiles: true });

    expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT']);
    expect(sent[1]?.url.search).toBe('?moveFiles=true');
    expect(sent[1]?.body).toEqual({ ...record, monitored: false });
  });

  it('finds the record to add by its TMDB id only', async () => {
    const { client } = clientThatHears(JSON.stringify([{ title: 'Another', tmdbId: 5 }]));

    await expect(client.lookupRecord(6)).resolves.toBeUndefined();
    await expect(client.lookupRecord(5)).resolves.toMatchObject({ title: 'Another' });
  });

  it('asks the history for one movie and one kind of event, by numbers', async () => {
    const { client, sent } = clientThatHears('{"page":1,"pageSize":5,"totalRecords":0,"records":[]}');

    await client.history({ page: 2, pageSize: 5 }, { movieId: 3, event: 'imported' });

    expect(sent[0]?.url.searchParams.getAll('eventType')).toEqual(['3', '7']);
    expect(sent[0]?.url.searchParams.get('movieIds')).toBe('3');
    expect(sent[0]?.url.searchParams.get('page')).toBe('2');
  });

  it('keeps files and import lists as they are unless told otherwise', async () => {
    const { client, sent } = clientThatHears('{}');

    await client.deleteMovie(7, { deleteFiles: false, addImportExclusion: false });

    expect(sent[0]?.method).toBe('DELETE');
    expect(sent[0]?.url.pathname).toBe('/movies/api/v3/movie/7');
    expect(sent[0]?.url.search).toBe('?deleteFiles=false&addImportExclusion=false');
  });

  it('names the files of an import to the ManualImport command', async () => {
    const { client, sent } = clientThatHears('{"id":9,"name":"ManualImport","status":"queued"}');
    const file = { path: '/a.mkv', movieId: 1 };

    await expect(client.importFiles([file], 'auto')).resolves.toMatchObject({ id: 9 });

    expect(sent[0]?.body).toEqual({ name: 'ManualImport', files: [file], importMode: 'auto' });
  });

  it.each([
    ['a refused key', 401, '{"error":"Unauthorized"}', 'unauthorized'],
    ['a movie that is not there', 404, '{"message":"NotFound"}', 'not_found'],
    ['a failure of its own', 500, '{"message":"database is locked"}', 'upstream'],
    ['an answer of another form', 200, '{"a":1}', 'bad_response'],
    ['a page in place of data', 200, '<!doctype html><title>Radarr</title>', 'bad_response'],
  ])('reports %s', async (_what, status, text, code) => {
    await expect(clientThatHears(text, status).client.movie(1)).rejects.toMatchObject({ code, instance: 'radarr' });
  });
});
