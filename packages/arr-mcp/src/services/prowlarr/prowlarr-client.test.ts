import { checkCalls, loadApiDescription } from '@arr-mcp/demo-stack/testing';
import { describe, expect, it } from 'vitest';

import { lacksShared } from '../../testing/shared.ts';
import { type Readers, describeRecordedAnswers, hear, recordedText, recordingsOf } from '../arr/arr-client.fixtures.ts';
import { prowlarrCalls } from './prowlarr-calls.ts';

const firstPage = { page: 1, pageSize: 50 };
const emptyPage = '{"page":1,"pageSize":5,"totalRecords":0,"records":[]}';

const readers: Readers<'prowlarr'> = {
  '/api/v1/indexer': async (client) => client.indexers(),
  '/api/v1/indexerstatus': async (client) => client.indexerStatuses(),
  '/api/v1/indexerstats': async (client) => client.indexerStats(),
  '/api/v1/search': async (client) => client.search('a'),
  '/api/v1/history': async (client) => client.history(firstPage),
  '/api/v1/system/status': async (client) => client.status(),
  '/api/v1/health': async (client) => client.health(),
};

describeRecordedAnswers('prowlarr', readers);

describe.skipIf(lacksShared)('what is read of recorded answers', () => {
  it('is each of them', () => {
    expect(recordingsOf('prowlarr').filter(({ path }) => !(path in readers))).toEqual([]);
  });

  it('reads no settings of indexers', async () => {
    const text = recordedText('prowlarr', 'bardesss--indexer.json');
    const indexers = await hear('prowlarr', { text }).client.indexers();

    expect(indexers).toMatchObject([{ id: 8, protocol: 'usenet', privacy: 'private', priority: 1 }, {}, {}, {}, {}]);
    expect(text).toContain('apiKey');
    expect(JSON.stringify(indexers)).not.toContain('apiKey');
  });

  it.each(['ruddarr-47873a22--search.json', 'bardesss--history.json'])('reads no addresses from %s', async (file) => {
    const recording = recordingsOf('prowlarr').find((each) => each.file === file);
    const text = recordedText('prowlarr', file);
    const found = await readers[recording?.path ?? '']?.(hear('prowlarr', { text }).client);

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
    const { client, sent } = hear('prowlarr', { text: '[]' });

    await client.search('a b');
    await client.search('a', { indexerIds: [1, 2], categories: [2000] });

    expect(sent.map(({ url }) => url.search)).toEqual([
      '?query=a+b',
      '?query=a&indexerIds=1&indexerIds=2&categories=2000',
    ]);
  });

  it('asks the history for one indexer, one kind of event and failures, by numbers', async () => {
    const { client, sent } = hear('prowlarr', { text: emptyPage });

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
    const { client, sent } = hear('prowlarr', { text: JSON.stringify(record) }, { text: '{}' });

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
    const { client } = hear('prowlarr', { text: '{"id":7}' }, { text, status: 400 });

    await expect(client.testIndexer(7)).resolves.toMatchObject({ id: 7, isValid });
  });

  it.each([
    ['a refused key', 401, '{"error":"Unauthorized"}', 'unauthorized'],
    ['that no indexer can be searched', 400, '{"message":"all selected indexers are unavailable"}', 'invalid_argument'],
    ['a failure of its own', 500, '{"message":"database is locked"}', 'upstream'],
    ['an answer of another form', 200, '{"a":1}', 'bad_response'],
    ['a page in place of data', 200, '<!doctype html><title>Prowlarr</title>', 'bad_response'],
  ])('reports %s', async (_what, status, text, code) => {
    const { client } = hear('prowlarr', { text, status });

    await expect(client.search('a')).rejects.toMatchObject({ code, instance: 'prowlarr' });
  });
});
