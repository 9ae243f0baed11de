import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkCalls, loadApiDescription } from '@arr-mcp/demo-stack/testing';
import { describe, expect, it } from 'vitest';

import { AppError } from '../../errors.ts';
import { lacksShared, sharedFolder } from '../../testing/shared.ts';
import { prowlarrCalls } from './prowlarr-calls.ts';
import { type ProwlarrClient, openProwlarr } from './prowlarr-client.ts';

interface Recording {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly file: string;
}

function folder(): string {
  return join(sharedFolder ?? '', 'recorded', 'prowlarr');
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

interface Answer {
  readonly text: string;
  readonly status?: number;
}

// The answers in their order, the last one from then on; what was asked is kept.
function clientThatHears(...answers: readonly Answer[]): { client: ProwlarrClient; sent: Sent[] } {
  const sent: Sent[] = [];
  const open = openProwlarr({
    service: 'prowlarr',
    instance: 'prowlarr',
    baseUrl: 'http://prowlarr.test/index',
    credential: { api_key: 'k3y' },
    fetch: async (url, { method, body, headers }) => {
      expect(headers['X-Api-Key']).toBe('k3y');
      const { text, status = 200 } = answers[Math.min(sent.length, answers.length - 1)] ?? { text: '' };
      sent.push({ method, url: new URL(url), body: typeof body === 'string' ? JSON.parse(body) : body });
      return new Response(text, { status, headers: { 'content-type': 'application/json' } });
    },
    limits: { failures: 1000 },
  });
  return { client: open(new AbortController().signal), sent };
}

const firstPage = { page: 1, pageSize: 50 };
const emptyPage = '{"page":1,"pageSize":5,"totalRecords":0,"records":[]}';

const readers: Readonly<Record<string, (client: ProwlarrClient) => Promise<unknown>>> = {
  '/api/v1/indexer': async (client) => client.indexers(),
  '/api/v1/indexerstatus': async (client) => client.indexerStatuses(),
  '/api/v1/indexerstats': async (client) => client.indexerStats(),
  '/api/v1/search': async (client) => client.search('a'),
  '/api/v1/history': async (client) => client.history(firstPage),
  '/api/v1/system/status': async (client) => client.status(),
  '/api/v1/health': async (client) => client.health(),
};

describe.skipIf(lacksShared)('ProwlarrClient on recorded answers', () => {
  it('has a reader for each of them', () => {
    expect(recordings.filter(({ path }) => !(path in readers))).toEqual([]);
  });

  it.each(recordings.map((each) => [each.file, each] as const))('reads %s', async (_file, recording) => {
    const { client } = clientThatHears({ text: textOf(recording), status: recording.status });

    await expect(readers[recording.path]?.(client)).resolves.toBeDefined();
  });

  it.each(recordings.map((each) => [each.file, each] as const))(
    'reads %s as any resource, or says what is wrong',
    async (_file, recording) => {
      const { client } = clientThatHears({ text: textOf(recording), status: recording.status });
      const results = await Promise.allSettled(Object.values(readers).map(async (reader) => reader(client)));

      const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
      expect(errors.filter((error) => !(error instanceof AppError))).toEqual([]);
    },
  );

  it('reads no settings of indexers', async () => {
    const text = textOf({ file: 'bardesss--indexer.json' });
    const indexers = await clientThatHears({ text }).client.indexers();

    expect(indexers).toMatchObject([{ id: 8, protocol: 'usenet', privacy: 'private', priority: 1 }, {}, {}, {}, {}]);
    expect(text).toContain('apiKey');
    expect(JSON.stringify(indexers)).not.toContain('apiKey');
  });

  it.each(['ruddarr-47873a22--search.json', 'bardesss--history.json'])('reads no addresses from %s', async (file) => {
    const recording = recordings.find((each) => each.file === file);
    const text = textOf({ file });
    const found = await readers[recording?.path ?? '']?.(clientThatHears({ text }).client);

    expect(text).toContain('https://');
    expect(JSON.stringify(found)).not.toContain('https://');
  });
});

describe.skipIf(lacksShared)('the calls of ProwlarrClient', () => {
  it('are all in the API description', () => {
    expect(checkCalls(prowlarrCalls, loadApiDescription('prowlarr-v1.openapi.json'))).toEqual([]);
  });
});

describe('ProwlarrClient', () => {
  it('searches all indexers and categories unless told otherwise', async () => {
    const { client, sent } = clientThatHears({ text: '[]' });

    await client.search('a b');
    await client.search('a', { indexerIds: [1, 2], categories: [2000] });

    expect(sent.map(({ url }) => url.search)).toEqual([
      '?query=a+b',
      '?query=a&indexerIds=1&indexerIds=2&categories=2000',
    ]);
  });

  it('asks the history for one indexer, one kind of event and failures, by numbers', async () => {
    const { client, sent } = clientThatHears({ text: emptyPage });

    await client.history({ page: 2, pageSize: 5 }, { indexerId: 7, event: 'grab', successful: false });

    expect(Object.fromEntries(sent[0]?.url.searchParams ?? [])).toMatchObject({
      page: '2',
      indexerIds: '7',
      eventType: '1',
      successful: 'false',
    });
  });

  it('sends an indexer back as it is for its test', async () => {
    const record = { id: 7, name: 'A', fields: [{ name: 'apiKey', value: '********' }], unheardOf: 1 };
    const { client, sent } = clientThatHears({ text: JSON.stringify(record) }, { text: '{}' });

    await expect(client.testIndexer(7)).resolves.toEqual({ id: 7, isValid: true, validationFailures: [] });

    expect(sent.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      'GET /index/api/v1/indexer/7',
      'POST /index/api/v1/indexer/test',
    ]);
    expect(sent[1]?.body).toEqual(record);
  });

  it.each([
    ['[{"propertyName":"ApiKey","errorMessage":"Invalid API key","isWarning":false}]', false],
    ['{"message":"No such indexer"}', false],
    ['[{"propertyName":"","errorMessage":"It has no releases now","isWarning":true}]', true],
  ])('takes %s for what a test found', async (text, isValid) => {
    const { client } = clientThatHears({ text: '{"id":7}' }, { text, status: 400 });

    await expect(client.testIndexer(7)).resolves.toMatchObject({ id: 7, isValid });
  });

  it.each([
    ['a refused key', 401, '{"error":"Unauthorized"}', 'unauthorized'],
    ['that no indexer can be searched', 400, '{"message":"all selected indexers are unavailable"}', 'invalid_argument'],
    ['a failure of its own', 500, '{"message":"database is locked"}', 'upstream'],
    ['an answer of another form', 200, '{"a":1}', 'bad_response'],
    ['a page in place of data', 200, '<!doctype html><title>Prowlarr</title>', 'bad_response'],
  ])('reports %s', async (_what, status, text, code) => {
    const { client } = clientThatHears({ text, status });

    await expect(client.search('a')).rejects.toMatchObject({ code, instance: 'prowlarr' });
  });
});
