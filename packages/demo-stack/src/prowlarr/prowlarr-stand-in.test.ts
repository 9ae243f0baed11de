import { beforeEach, describe, expect, it } from 'vitest';

import { checkedStandIn, lacksShared, loadApiDescription } from '../testing/api-description.ts';
import type { StandIn } from '../stand-in.ts';
import { createWorld } from '../world/world.ts';
import { createProwlarrStandIn } from './prowlarr-stand-in.ts';

const world = createWorld({ now: () => new Date('2026-11-21T12:00:00Z') });
const description = lacksShared ? undefined : loadApiDescription('prowlarr-v1.openapi.json');

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

let problems: string[] = [];
let standIn: StandIn = createProwlarrStandIn({ world, apiKey: 'k' });

// Every request and answer of these tests is held against the API description, where it is at hand.
beforeEach(() => {
  problems = [];
  standIn = createProwlarrStandIn({ world, apiKey: 'k' });
  if (description !== undefined) standIn = checkedStandIn(standIn, description, (problem) => problems.push(problem));
});

async function ask(method: string, path: string, body?: object): Promise<Answer> {
  const response = await standIn.fetch(
    new Request(`http://prowlarr.test/api/v1/${path}`, {
      method,
      headers: { 'x-api-key': 'k', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  return { status: response.status, body: await response.json() };
}

const get = async (path: string): Promise<unknown> => (await ask('GET', path)).body;

async function titlesOf(path: string): Promise<string[]> {
  return ((await get(path)) as { title: string }[]).map(({ title }) => title);
}

describe.skipIf(lacksShared)('the answers of the stand-in Prowlarr', () => {
  it.each([
    'indexer',
    'indexer/1',
    'indexerstatus',
    'applications',
    'indexerstats?startDate=2026-11-20T00:00:00Z',
    'search?query=harbour&categories=2000&indexerIds=1&indexerIds=2',
    'history?eventType=3&successful=true&indexerIds=1',
  ])('are at %s as its API description has them', async (path) => {
    const { status, body } = await ask('GET', path);

    expect(status).toBe(200);
    expect(JSON.stringify(body).length).toBeGreaterThan(50);
    expect(problems).toEqual([]);
  });
});

describe('the stand-in Prowlarr', () => {
  it('has indexers whose keys it shows to nobody', async () => {
    const indexers = await get('indexer');

    expect(indexers).toMatchObject([{ id: 1, enable: true }, { id: 2 }, { id: 3 }, { id: 4, enable: false }]);
    expect(JSON.stringify(indexers)).not.toContain('demo-indexer-key');
  });

  it('leaves an indexer alone that fails', async () => {
    expect(await get('indexerstatus')).toMatchObject([{ indexerId: 3, disabledTill: '2026-11-21T18:00:00.000Z' }]);
  });

  it('tests those that are switched on, and answers with 400 since one fails', async () => {
    expect(await ask('POST', 'indexer/testall')).toMatchObject({
      status: 400,
      body: [
        { id: 1, isValid: true },
        { id: 2, isValid: true },
        { id: 3, isValid: false },
      ],
    });
  });

  it('tests the apps that it hands its indexers to', async () => {
    expect(await ask('POST', 'applications/testall')).toMatchObject({
      status: 400,
      body: [
        { id: 1, isValid: true },
        { id: 2, isValid: true },
        { id: 3, isValid: false },
      ],
    });
    expect(JSON.stringify(await get('applications'))).not.toContain('demo-application-key');
    expect(problems).toEqual([]);
  });

  it('tests one, also when it is switched off', async () => {
    const record = async (id: number): Promise<object> => (await get(`indexer/${id}`)) as object;

    expect(await ask('POST', 'indexer/test', await record(4))).toEqual({ status: 200, body: {} });
    expect(await ask('POST', 'indexer/test', await record(3))).toMatchObject({
      status: 400,
      body: [{ errorMessage: expect.stringContaining('403:Forbidden') as string }],
    });
    expect(problems).toEqual([]);
  });

  it('finds what all words of a query are in, at each indexer that answers', async () => {
    expect(await titlesOf('search?query=harbour%20nights')).toEqual([
      'Harbour.Nights.2016.1080p.WEB.h265-DEMO',
      'Harbour.Nights.2016.1080p.WEB.h265-DEMO',
    ]);
  });

  it('searches the chosen indexers and categories only', async () => {
    expect(await titlesOf('search?query=tin&indexerIds=2&categories=3000')).toHaveLength(4);
    expect(await titlesOf('search?query=tin&indexerIds=2&categories=5000')).toEqual([]);
    expect(await ask('GET', 'search?query=tin&indexerIds=4')).toMatchObject({ status: 400 });
  });

  it('keeps a history of what it was asked, and counts it', async () => {
    await get('search?query=tin&indexerIds=2');

    expect(await get('history?pageSize=1')).toMatchObject({
      totalRecords: 17,
      records: [{ indexerId: 2, eventType: 'indexerQuery', data: { query: 'tin', queryResults: '4' } }],
    });
    expect(await get('history?eventType=1')).toMatchObject({ totalRecords: 1, records: [{ indexerId: 1 }] });
    expect(await get('history?successful=false&indexerIds=3')).toMatchObject({ totalRecords: 5 });
    expect(await get('indexerstats')).toMatchObject({
      indexers: [{ numberOfGrabs: 1 }, { numberOfQueries: 1 }, { numberOfFailedRssQueries: 5 }, { numberOfQueries: 0 }],
    });
  });

  it('counts from a moment on when asked to', async () => {
    expect(await get('indexerstats?startDate=2026-11-20T12:00:00.000Z')).toMatchObject({
      indexers: [{ numberOfRssQueries: 2 }, { numberOfRssQueries: 2 }, {}, {}],
    });
  });
});
