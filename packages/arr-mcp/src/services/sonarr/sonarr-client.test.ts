import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { lacksShared, sharedFolder } from '../../testing/shared.ts';
import { AppError } from '../../errors.ts';
import { type SonarrClient, openSonarr } from './sonarr-client.ts';

interface Recording {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly file: string;
}

function recordingsFolder(): string {
  return join(sharedFolder ?? '', 'recorded', 'sonarr');
}

function recordings(): Recording[] {
  if (lacksShared) return [];
  return JSON.parse(readFileSync(join(recordingsFolder(), 'index.json'), 'utf8')) as Recording[];
}

function textOf({ file }: Recording): string {
  return readFileSync(join(recordingsFolder(), file), 'utf8');
}

interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
}

// One answer to everything; what was asked is kept.
function clientThatHears(text: string, status = 200): { client: SonarrClient; sent: Sent[] } {
  const sent: Sent[] = [];
  const open = openSonarr({
    service: 'sonarr',
    instance: 'sonarr',
    baseUrl: 'http://sonarr.test/tv',
    credential: { api_key: 'k3y' },
    fetch: async (url, init) => {
      sent.push({
        method: init.method,
        url: new URL(url),
        body: typeof init.body === 'string' ? JSON.parse(init.body) : init.body,
      });
      return new Response(text, { status, headers: { 'content-type': 'application/json' } });
    },
    limits: { failures: 1000 },
  });
  return { client: open(new AbortController().signal), sent };
}

const firstPage = { page: 1, pageSize: 50 };

const readers: Readonly<Record<string, (client: SonarrClient) => Promise<unknown>>> = {
  '/api/v3/series': async (client) => client.listSeries(),
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
const refused = new Set(['exportarr--wanted-missing.json']);
const read = recordings().filter(({ method, path, file }) => method === 'GET' && path in readers && !refused.has(file));

describe.skipIf(lacksShared)('SonarrClient on recorded answers', () => {
  it.each(read.map((each) => [each.file, each] as const))('reads %s', async (_file, recording) => {
    const { client } = clientThatHears(textOf(recording), recording.status);

    expect(await readers[recording.path]?.(client)).toBeDefined();
  });

  it.each(recordings().map((each) => [each.file, each] as const))(
    'reads %s as any resource, or says what is wrong',
    async (_file, recording) => {
      const { client } = clientThatHears(textOf(recording), recording.status);
      const results = await Promise.allSettled(Object.values(readers).map(async (reader) => reader(client)));
      const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));

      expect(reasons.filter((reason) => !(reason instanceof AppError))).toEqual([]);
    },
  );

  it('drops from a library what nobody asked for', async () => {
    const library = recordings().find(({ file }) => file === 'bardesss--series.json');
    if (library === undefined) throw new Error('the recording is gone');
    const text = textOf(library);
    const series = await clientThatHears(text).client.listSeries();

    expect(series[0]).toMatchObject({ id: 15, title: 'Taboo (2017)', statistics: { episodeFileCount: 8 } });
    expect(JSON.stringify(series).length).toBeLessThan(text.length / 5);
  });
});

describe('SonarrClient', () => {
  it('signs its calls with the key and keeps to the URL base', async () => {
    const { client, sent } = clientThatHears('[]');

    await client.listSeries();

    expect(sent[0]?.url.href).toBe('http://sonarr.test/tv/api/v3/series');
  });

  it('sends a changed series back with all that it does not know', async () => {
    const record = { id: 7, title: 'A', monitored: true, seasons: [{ seasonNumber: 1, monitored: true, images: [1] }] };
    const { client, sent } = clientThatHears(JSON.stringify({ ...record, unheardOf: { a: [1] } }));

    await client.updateSeries(7, (now) => ({ ...now, monitored: false }), { moveFiles: true });

    expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT']);
    expect(sent[1]?.url.search).toBe('?moveFiles=true');
    expect(sent[1]?.body).toEqual({ ...record, monitored: false, unheardOf: { a: [1] } });
  });

  it('finds the record to add by its TheTVDB id only', async () => {
    const { client } = clientThatHears(JSON.stringify([{ title: 'Another', tvdbId: 5 }]));

    expect(await client.lookupRecord(6)).toBeUndefined();
    expect(await client.lookupRecord(5)).toMatchObject({ title: 'Another' });
  });

  it('asks the history for one series and one kind of event, by numbers', async () => {
    const { client, sent } = clientThatHears('{"page":1,"pageSize":5,"totalRecords":0,"records":[]}');

    await client.history({ page: 2, pageSize: 5 }, { seriesId: 3, event: 'imported' });

    expect(sent[0]?.url.searchParams.getAll('eventType')).toEqual(['2', '3']);
    expect(sent[0]?.url.searchParams.get('seriesIds')).toBe('3');
    expect(sent[0]?.url.searchParams.get('page')).toBe('2');
  });

  it('names the files of an import to the ManualImport command', async () => {
    const { client, sent } = clientThatHears('{"id":9,"name":"ManualImport","status":"queued"}');
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
    await expect(clientThatHears(text, status).client.series(1)).rejects.toMatchObject({ code, instance: 'sonarr' });
  });
});
