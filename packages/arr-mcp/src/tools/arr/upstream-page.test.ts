import type { StandIn } from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { registryOf } from '../../testing/service-bench.ts';
import { dead, household, standInFor } from './arr-household.fixtures.ts';
import { type PageRequest, askUpstreamPage, readWindow } from './upstream-page.ts';

function numbers(count: number) {
  const asked: PageRequest[] = [];
  const all = Array.from({ length: count }, (_, index) => index);
  const read = async (request: PageRequest) => {
    asked.push(request);
    const start = (request.page - 1) * request.pageSize;
    return { records: all.slice(start, start + request.pageSize), totalRecords: count };
  };
  return { asked, read };
}

describe('readWindow', () => {
  it.each([
    [0, 10, 1],
    [10, 10, 1],
    [7, 10, 2],
    [95, 10, 1],
    [93, 4, 2],
    [99, 100, 1],
    [200, 10, 1],
  ])('reads from %i on %i records with %i requests', async (start, limit, requests) => {
    const { asked, read } = numbers(100);

    const { records, totalRecords } = await readWindow(read, { start, limit });

    const end = Math.min(start + limit, 100);
    expect(records).toEqual(Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index));
    expect(totalRecords).toBe(100);
    expect(asked).toHaveLength(requests);
  });
});

const [download] = household.downloads;

// A Sonarr whose downloads end in the given seconds from now.
function sonarrWith(ends: readonly number[]): StandIn {
  const queue = ends.map((seconds) => ({
    id: seconds,
    download: { ...download!, doneBytes: 0, sizeBytes: seconds * 5_000_000 },
  }));
  return standInFor('sonarr', { queue });
}

async function ask(instances: Readonly<Record<string, StandIn>>, given: object) {
  const services = registryOf(
    Object.entries(instances).map(([instance, standIn]) => ({ instance, standIn, credential: { api_key: 'k' } })),
  );
  return askUpstreamPage(
    { services, signal: new AbortController().signal },
    { service: 'sonarr', limit: 3, ...given },
    {
      read: async (client, request) => client.queue(request),
      toRow: ({ id }) => ({ id }),
      sortedBy: ({ estimatedCompletionTime }) => estimatedCompletionTime,
    },
  );
}

describe('askUpstreamPage', () => {
  it('goes through one instance, and does not say whose the records are', async () => {
    const sonarr = sonarrWith([10, 20, 30, 40]);

    const first = await ask({ sonarr }, {});

    expect(first).toMatchObject({ items: [{ id: 10 }, { id: 20 }, { id: 30 }], total: 4 });
    expect(await ask({ sonarr }, { cursor: first.next_cursor })).toEqual({ items: [{ id: 40 }], total: 4 });
  });

  it('goes on where the page before ended, also when the limit is another one', async () => {
    const sonarr = sonarrWith([10, 20, 30, 40, 50]);
    const { next_cursor: cursor } = await ask({ sonarr }, {});

    expect(await ask({ sonarr }, { cursor, limit: 2 })).toEqual({ items: [{ id: 40 }, { id: 50 }], total: 5 });
  });

  it('merges several in one order, over all pages', async () => {
    const instances = { sonarr: sonarrWith([10, 30, 50, 70]), 'sonarr-4k': sonarrWith([20, 40, 60]) };

    const first = await ask(instances, {});
    const second = await ask(instances, { cursor: first.next_cursor });
    const third = await ask(instances, { cursor: second.next_cursor });

    expect([first, second, third].flatMap(({ items }) => items.map(({ id }) => id))).toEqual([
      10, 20, 30, 40, 50, 60, 70,
    ]);
    expect(first).toMatchObject({ total: 7, items: [{ instance: 'sonarr' }, { instance: 'sonarr-4k' }, {}] });
    expect(third.next_cursor).toBeUndefined();
  });

  it('asks the named one of several alone', async () => {
    const instances = { sonarr: sonarrWith([10]), 'sonarr-4k': dead };

    expect(await ask(instances, { instance: 'sonarr' })).toEqual({ items: [{ id: 10 }], total: 1 });
  });

  it('tells which of several could not be asked', async () => {
    const answer = await ask({ sonarr: sonarrWith([10]), 'sonarr-4k': dead }, {});

    expect(answer).toMatchObject({ items: [{ id: 10 }], total: 1, unavailable: [{ instance: 'sonarr-4k' }] });
  });

  it('goes down to a depth when it merges, and says then to choose one', async () => {
    const instances = { sonarr: sonarrWith([10]), 'sonarr-4k': sonarrWith([20]) };
    const cursor = Buffer.from('offset:998').toString('base64url');

    await expect(ask(instances, { cursor })).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(await ask(instances, { cursor, instance: 'sonarr' })).toEqual({ items: [], total: 1 });
  });

  it('puts what has no place in the order last', async () => {
    const paused = { id: 1, download: { ...download!, state: 'paused' as const } };
    const instances = { sonarr: standInFor('sonarr', { queue: [paused] }), 'sonarr-4k': sonarrWith([20]) };

    expect((await ask(instances, {})).items.map(({ id }) => id)).toEqual([20, 1]);
  });
});
