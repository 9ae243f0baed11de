import { type StandIn, createProwlarrStandIn, createWorld } from '@arr-mcp/demo-stack';
import { checkedStandIn, lacksShared, loadApiDescription } from '@arr-mcp/demo-stack/testing';
import { describe, expect, it } from 'vitest';

import { registryOf } from '../../testing/service-bench.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

// Of today, since the tools look at the clock too, and of one moment.
const now = new Date();
const world = createWorld({ now: () => now });

function prowlarr(): StandIn {
  return createProwlarrStandIn({ world, apiKey: 'k' });
}

function benchOf(instances: Readonly<Record<string, StandIn>> = { prowlarr: prowlarr() }): ToolBench {
  const known = Object.entries(instances).map(([instance, standIn]) => ({
    instance,
    standIn,
    credential: { api_key: 'k' },
  }));
  return new ToolBench({ services: registryOf(known) });
}

function benchOfTwo(): ToolBench {
  return benchOf({ prowlarr: prowlarr(), 'prowlarr-attic': prowlarr() });
}

function itemsOf(answer: Record<string, unknown>): Record<string, unknown>[] {
  return answer['items'] as Record<string, unknown>[];
}

describe('prowlarr_get_indexers', () => {
  it('lists indexers, the failing ones first, and until when they are left alone', async () => {
    expect(await benchOf().call('prowlarr_get_indexers')).toMatchObject({
      total: 4,
      items: [
        { indexer_id: 3, name: 'Quay Index', state: 'failing', failing_until: expect.any(String) as string },
        { indexer_id: 2, name: 'Demo Torrents', state: 'ok', protocol: 'torrent', privacy: 'public', priority: 25 },
        { indexer_id: 1, name: 'Demo Usenet', state: 'ok', enabled: true, categories: ['Movies', 'Audio', 'TV'] },
        { indexer_id: 4, name: 'Old Harbour', state: 'disabled', enabled: false },
      ],
    });
  });

  it('lists those of two instances together', async () => {
    const answer = await benchOfTwo().call('prowlarr_get_indexers');

    expect(itemsOf(answer).map(({ instance }) => instance)).toContain('prowlarr-attic');
    expect(answer['total']).toBe(8);
  });
});

describe('prowlarr_search', () => {
  it('finds releases at all indexers, the newest first, without an address or a key', async () => {
    const answer = await benchOf().call('prowlarr_search', { query: 'harbour nights' });

    expect(answer).toEqual({
      items: [
        {
          title: 'Harbour.Nights.2016.1080p.WEB.h265-DEMO',
          indexer: 'Demo Usenet',
          indexer_id: 1,
          protocol: 'usenet',
          size_bytes: expect.any(Number) as number,
          age_hours: 12,
          grabs: 40,
          categories: ['Movies', 'Movies/HD'],
        },
        expect.objectContaining({ indexer: 'Demo Torrents', seeders: 60, leechers: 0, age_hours: 19 }),
      ],
      total: 2,
    });
    expect(JSON.stringify(answer)).not.toMatch(/apikey|https?:/);
  });

  it('asks the chosen indexers and categories only', async () => {
    const bench = benchOf();
    const args = { query: 'tin', indexers: ['demo torrents'], categories: [3000] };

    expect(itemsOf(await bench.call('prowlarr_search', args)).map(({ indexer_id: id }) => id)).toEqual([2, 2, 2, 2]);
    expect(await bench.call('prowlarr_search', { ...args, categories: [5000] })).toMatchObject({ total: 0 });
  });

  it.each([
    ['seeders', 'seeders'],
    ['size', 'size_bytes'],
  ])('sorts by %s when asked to', async (sort, field) => {
    const items = itemsOf(await benchOf().call('prowlarr_search', { query: 'harbour', indexers: [2], sort }));
    const values = items.map((item) => Number(item[field]));

    expect(values.length).toBeGreaterThan(2);
    expect(values).toEqual(values.toSorted((one, other) => other - one));
  });

  it('bounds its rows, and gives the way to the others', async () => {
    const answer = await benchOf().call('prowlarr_search', { query: '1080p', limit: 5 });

    expect(itemsOf(answer)).toHaveLength(5);
    expect(answer['next_cursor']).toBeTypeOf('string');
  });

  it('says that there is no such indexer', async () => {
    const call = benchOf().call('prowlarr_search', { query: 'a', indexers: ['nowhere'] });

    await expect(call).rejects.toMatchObject({
      code: 'not_found',
      hint: expect.stringContaining('get_indexers') as string,
    });
  });

  it('passes on that an indexer cannot be searched', async () => {
    const call = benchOf().call('prowlarr_search', { query: 'a', indexers: [4] });

    await expect(call).rejects.toMatchObject({ message: expect.stringContaining('unavailable') as string });
  });
});

describe('prowlarr_get_indexer_stats', () => {
  it('counts queries, grabs and failures of each indexer', async () => {
    const bench = benchOf();
    await bench.call('prowlarr_search', { query: 'tin', indexers: [2] });

    const items = itemsOf(await bench.call('prowlarr_get_indexer_stats'));

    expect(items[0]).toMatchObject({ indexer_id: 2, queries: 1, rss_queries: 5, response_seconds: 0.252 });
    expect(items.find(({ indexer_id: id }) => id === 1)).toMatchObject({ grabs: 1, failed_queries: 0 });
    expect(items.find(({ indexer_id: id }) => id === 3)).toMatchObject({ rss_queries: 5, failed_queries: 5 });
  });

  it('counts the last days only when asked to', async () => {
    const items = itemsOf(await benchOf().call('prowlarr_get_indexer_stats', { days: 1 }));

    expect(items.find(({ indexer_id: id }) => id === 1)).toMatchObject({ rss_queries: 2 });
  });

  it('counts two instances apart', async () => {
    expect(await benchOfTwo().call('prowlarr_get_indexer_stats')).toMatchObject({ total: 8 });
  });
});

describe('prowlarr_get_history', () => {
  it('tells what was asked and grabbed, the latest first, without an address or a key', async () => {
    const bench = benchOf();
    await bench.call('prowlarr_search', { query: 'tin', indexers: ['Demo Usenet'] });

    const answer = await bench.call('prowlarr_get_history', { limit: 2 });

    expect(answer).toMatchObject({
      total: 17,
      items: [
        { event: 'indexerQuery', indexer: 'Demo Usenet', source: 'Prowlarr', query: 'tin', results: 4 },
        { event: 'releaseGrabbed', title: 'The.Lighthouse.Keepers.S03E05.1080p.WEB.h264-DEMO', successful: true },
      ],
    });
    expect(JSON.stringify(answer)).not.toMatch(/apikey|https?:/);
  });

  it.each([
    [{ event: 'grab' }, 1],
    [{ indexer: 'quay' }, 5],
    [{ failed: true }, 5],
    [{ failed: false, indexer: 3 }, 0],
  ])('keeps to %j', async (args, total) => {
    expect(await benchOf().call('prowlarr_get_history', args)).toMatchObject({ total });
  });

  it('reads a page where Prowlarr pages', async () => {
    const bench = benchOf();
    const first = await bench.call('prowlarr_get_history', { limit: 10 });
    const second = await bench.call('prowlarr_get_history', { limit: 10, cursor: first['next_cursor'] });
    const ids = [...itemsOf(first), ...itemsOf(second)].map(({ id }) => id);

    expect(new Set(ids).size).toBe(16);
    expect(second).not.toHaveProperty('next_cursor');
  });

  it('merges two instances by time', async () => {
    expect(await benchOfTwo().call('prowlarr_get_history', { event: 'grab' })).toMatchObject({
      items: [{ instance: 'prowlarr' }, { instance: 'prowlarr-attic' }],
    });
  });
});

describe('prowlarr_test_indexers', () => {
  it('tests all that are switched on, and says why one failed without its key', async () => {
    const answer = await benchOf().call('prowlarr_test_indexers');

    expect(answer).toMatchObject({
      instance: 'prowlarr',
      passed: 2,
      failed: 1,
      items: [{ indexer_id: 3, name: 'Quay Index', passed: false }, { passed: true }, { passed: true }],
    });
    expect(itemsOf(answer)[0]?.['failures']).toEqual([
      'Unable to connect to indexer: HTTP request failed: [403:Forbidden] [GET] at [https://indexer3.demo.test]',
    ]);
  });

  it.each([
    ['Old Harbour', { passed: 1, failed: 0, items: [{ indexer_id: 4, passed: true }] }],
    [3, { passed: 0, failed: 1, items: [{ indexer_id: 3, passed: false }] }],
  ])('tests one alone: %s', async (indexer, expected) => {
    expect(await benchOf().call('prowlarr_test_indexers', { indexer })).toMatchObject(expected);
  });

  it('tests no indexer that is not there', async () => {
    const call = benchOf().call('prowlarr_test_indexers', { indexer: 'nowhere' });

    await expect(call).rejects.toMatchObject({ code: 'not_found' });
  });

  it('asks which of two instances is to test', async () => {
    await expect(benchOfTwo().call('prowlarr_test_indexers')).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});

describe.skipIf(lacksShared)('what the tools send', () => {
  it('is what the API description has', async () => {
    const problems: string[] = [];
    const description = loadApiDescription('prowlarr-v1.openapi.json');
    const bench = benchOf({ prowlarr: checkedStandIn(prowlarr(), description, (problem) => problems.push(problem)) });

    await bench.call('prowlarr_get_indexers');
    await bench.call('prowlarr_search', { query: 'a', indexers: [1], categories: [2000] });
    await bench.call('prowlarr_get_indexer_stats', { days: 7 });
    await bench.call('prowlarr_get_history', { indexer: 1, event: 'rss', failed: false });
    await bench.call('prowlarr_test_indexers', { indexer: 3 });
    await bench.call('prowlarr_test_indexers');

    expect(problems).toEqual([]);
  });
});
