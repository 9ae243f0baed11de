import { describe, expect, it } from 'vitest';

import { lacksShared } from '../../testing/shared.ts';
import { type Readers, describeRecordedAnswers, hear, recordedText } from '../arr/arr-client.fixtures.ts';

const firstPage = { page: 1, pageSize: 50 };

const readers: Readers<'sonarr'> = {
  '/api/v3/series': async (client) => Promise.all([client.listSeries(), client.identities()]),
  '/api/v3/series/lookup': async (client) => client.lookup('a'),
  '/api/v3/episode': async (client) => client.episodes(1),
  '/api/v3/episodefile': async (client) => client.episodeFiles(1),
  '/api/v3/calendar': async (client) => client.calendar(new Date(0), new Date(1)),
  '/api/v3/queue': async (client) => client.queue(firstPage),
  '/api/v3/history': async (client) => client.history(firstPage),
  '/api/v3/wanted/missing': async (client) => client.missing(firstPage),
  '/api/v3/release': async (client) => client.releases({ episodeId: 1 }),
  '/api/v3/manualimport': async (client) => client.importCandidates({ downloadId: 'a' }),
  '/api/v3/system/status': async (client) => client.status(),
  '/api/v3/health': async (client) => client.health(),
  '/api/v3/diskspace': async (client) => client.diskSpace(),
  '/api/v3/rootfolder': async (client) => client.rootFolders(),
  '/api/v3/qualityprofile': async (client) => client.qualityProfiles(),
  '/api/v3/tag': async (client) => client.tags(),
  '/api/v3/command/{id}': async (client) => client.command(1),
  '/api/v3/downloadclient': async (client) => client.providers('download client'),
  '/api/v3/indexer': async (client) => client.providers('indexer'),
  '/api/v3/notification': async (client) => client.providers('notification'),
};

// An exporter kept nothing of this answer but the total.
describeRecordedAnswers('sonarr', readers, ['exportarr--wanted-missing.json']);

describe.skipIf(lacksShared)('what is read of recorded answers', () => {
  it('drops from a library what nobody asked for', async () => {
    const text = recordedText('sonarr', 'bardesss--series.json');
    const series = await hear('sonarr', { text }).client.listSeries();

    expect(series[0]).toMatchObject({ id: 15, title: 'Taboo (2017)', statistics: { episodeFileCount: 8 } });
    expect(JSON.stringify(series).length).toBeLessThan(text.length / 5);
  });
});

describe('SonarrClient', () => {
  it('signs its calls with the key and keeps to the URL base', async () => {
    const { client, sent } = hear('sonarr', { text: '[]' });

    await client.listSeries();

    expect(sent[0]?.url.href).toBe('http://sonarr.test/tv/api/v3/series');
  });

  it('sends a changed series back with all that it does not know', async () => {
    const record = { id: 7, title: 'A', monitored: true, seasons: [{ seasonNumber: 1, monitored: true, images: [1] }] };
    const { client, sent } = hear('sonarr', { text: JSON.stringify({ ...record, unheardOf: { a: [1] } }) });

    await client.updateSeries(7, (now) => ({ ...now, monitored: false }), { moveFiles: true });

    expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT']);
    expect(sent[1]?.url.search).toBe('?moveFiles=true');
    expect(sent[1]?.body).toEqual({ ...record, monitored: false, unheardOf: { a: [1] } });
  });

  it('finds the record to add by its TheTVDB id only', async () => {
    const { client } = hear('sonarr', { text: JSON.stringify([{ title: 'Another', tvdbId: 5 }]) });

    expect(await client.lookupRecord(6)).toBeUndefined();
    expect(await client.lookupRecord(5)).toMatchObject({ title: 'Another' });
  });

  it('asks the history for one series and one kind of event, by numbers', async () => {
    const { client, sent } = hear('sonarr', { text: '{"page":1,"pageSize":5,"totalRecords":0,"records":[]}' });

    await client.history({ page: 2, pageSize: 5 }, { seriesId: 3, event: 'imported' });

    expect(sent[0]?.url.searchParams.getAll('eventType')).toEqual(['2', '3']);
    expect(sent[0]?.url.searchParams.get('seriesIds')).toBe('3');
    expect(sent[0]?.url.searchParams.get('page')).toBe('2');
  });

  it('names the files of an import to the ManualImport command', async () => {
    const { client, sent } = hear('sonarr', { text: '{"id":9,"name":"ManualImport","status":"queued"}' });
    const file = { path: '/a.mkv', seriesId: 1, episodeIds: [2] };

    expect(await client.importFiles([file], 'auto')).toMatchObject({ id: 9 });

    expect(sent[0]?.body).toEqual({ name: 'ManualImport', files: [file], importMode: 'auto' });
  });

  it.each([
    ['a refused key', 401, '{"error":"Unauthorized"}', 'unauthorized'],
    ['a series that is not there', 404, '{"message":"NotFound"}', 'not_found'],
    ['a failure of its own', 500, '{"message":"database is locked"}', 'upstream'],
    ['an answer of another form', 200, '{"a":1}', 'bad_response'],
    ['a page in place of data', 200, '<!doctype html><title>Sonarr</title>', 'bad_response'],
  ])('reports %s', async (_what, status, text, code) => {
    await expect(hear('sonarr', { text, status }).client.series(1)).rejects.toMatchObject({ code, instance: 'sonarr' });
  });
});
