import { describe, expect, it } from 'vitest';

import { lacksShared } from '../../testing/shared.ts';
import { type Readers, describeRecordedAnswers, hear, recordedText } from '../arr/arr-client.fixtures.ts';

const firstPage = { page: 1, pageSize: 50 };

const readers: Readers<'radarr'> = {
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

describeRecordedAnswers('radarr', readers);

describe.skipIf(lacksShared)('what is read of recorded answers', () => {
  it('drops from a library what nobody asked for', async () => {
    const text = recordedText('radarr', 'bardesss--movie.json');
    const movies = await hear('radarr', { text }).client.listMovies();

    expect(movies.length).toBeGreaterThan(10);
    expect(JSON.stringify(movies).length).toBeLessThan(text.length / 5);
  });

  it('keeps the addresses of releases and their keys out of the history', async () => {
    const text = recordedText('radarr', 'ruddarr--history.json');
    const history = await hear('radarr', { text }).client.history(firstPage);

    expect(text).toContain('apikey=');
    expect(JSON.stringify(history)).not.toContain('apikey=');
    expect(history.records[0]).toMatchObject({ movieId: 529, quality: 'WEBDL-2160p' });
  });
});

describe('RadarrClient', () => {
  it('keeps to the URL base and leaves covers out', async () => {
    const { client, sent } = hear('radarr', { text: '[]' });

    await client.listMovies();

    expect(sent[0]?.url.href).toBe('http://radarr.test/movies/api/v3/movie?excludeLocalCovers=true');
  });

  it('sends a changed movie back with all that it does not know', async () => {
    const record = { id: 7, title: 'A', monitored: true, unheardOf: { a: [1] } };
    const { client, sent } = hear('radarr', { text: JSON.stringify(record) });

    await client.updateMovie(7, (now) => ({ ...now, monitored: false }), { moveFiles: true });

    expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT']);
    expect(sent[1]?.url.search).toBe('?moveFiles=true');
    expect(sent[1]?.body).toEqual({ ...record, monitored: false });
  });

  it('finds the record to add by its TMDB id only', async () => {
    const { client } = hear('radarr', { text: JSON.stringify([{ title: 'Another', tmdbId: 5 }]) });

    await expect(client.lookupRecord(6)).resolves.toBeUndefined();
    await expect(client.lookupRecord(5)).resolves.toMatchObject({ title: 'Another' });
  });

  it('asks the history for one movie and one kind of event, by numbers', async () => {
    const { client, sent } = hear('radarr', { text: '{"page":1,"pageSize":5,"totalRecords":0,"records":[]}' });

    await client.history({ page: 2, pageSize: 5 }, { movieId: 3, event: 'imported' });

    expect(sent[0]?.url.searchParams.getAll('eventType')).toEqual(['3', '7']);
    expect(sent[0]?.url.searchParams.get('movieIds')).toBe('3');
    expect(sent[0]?.url.searchParams.get('page')).toBe('2');
  });

  it('keeps files and import lists as they are unless told otherwise', async () => {
    const { client, sent } = hear('radarr', { text: '{}' });

    await client.deleteMovie(7, { deleteFiles: false, addImportExclusion: false });

    expect(sent[0]?.method).toBe('DELETE');
    expect(sent[0]?.url.pathname).toBe('/movies/api/v3/movie/7');
    expect(sent[0]?.url.search).toBe('?deleteFiles=false&addImportExclusion=false');
  });

  it('names the files of an import to the ManualImport command', async () => {
    const { client, sent } = hear('radarr', { text: '{"id":9,"name":"ManualImport","status":"queued"}' });
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
    await expect(hear('radarr', { text, status }).client.movie(1)).rejects.toMatchObject({ code, instance: 'radarr' });
  });
});
