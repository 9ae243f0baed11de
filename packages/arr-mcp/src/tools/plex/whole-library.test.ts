import { DemoServers, createLargeWorld, createPlexStandIn } from '@arr-mcp/demo-stack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createServiceFetch } from '../../services/connection/service-fetch.ts';
import { ServiceRegistry } from '../../services/service-registry.ts';
import { ToolBench } from '../../testing/tool-bench.ts';
import { type Row, itemsOf, now, token } from './plex-household.fixtures.ts';

const sizes = { movies: 2500, series: 40, views: 6000 };

// Over a real connection, as the bench does it with twenty times as much.
const plex = createPlexStandIn({
  world: createLargeWorld({ ...sizes, now: () => now }),
  apiKey: token,
  views: sizes.views,
  keepsSelections: true,
});
const servers = new DemoServers();
const fetch = createServiceFetch({});
const parts: string[] = [];
let bench: ToolBench;

beforeAll(async () => {
  const port = await servers.onPort({
    fetch: async (request) => {
      const [start, size] = ['start', 'size'].map((name) => request.headers.get(`x-plex-container-${name}`));
      if (typeof start === 'string') parts.push(`${start}+${size}`);
      return plex.fetch(request);
    },
  });
  const services = new ServiceRegistry({
    settings: [
      {
        service: 'plex',
        instance: 'plex',
        source: 'environment',
        url: `http://127.0.0.1:${port}`,
        credential: { token },
      },
    ],
    stored: () => [],
    fetch,
  });
  bench = new ToolBench({ services });
});

afterAll(async () => {
  await fetch.close();
  await servers.close();
});

interface Pages {
  readonly items: Row[];
  readonly totals: ReadonlySet<unknown>;
  /** of the longest answer */
  readonly bytes: number;
  /** what Plex was asked for, page by page: `0+100` */
  readonly parts: string[];
}

async function readAll(tool: string, args: object): Promise<Pages> {
  parts.length = 0;
  const [items, totals, sizesOfAnswers]: [Row[], unknown[], number[]] = [[], [], []];
  for (let cursor: unknown, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const answer = await bench.call(tool, { ...args, limit: 100, cursor });
    items.push(...itemsOf(answer));
    totals.push(answer['total']);
    sizesOfAnswers.push(Buffer.byteLength(JSON.stringify(answer)));
    cursor = answer['next_cursor'];
  }
  return { items, totals: new Set(totals), bytes: Math.max(...sizesOfAnswers), parts: [...parts] };
}

/** The part of a page begins where the items before it ended, and Plex is asked for no other. */
function isEachPartAskedOnce(asked: readonly string[]): boolean {
  const starts = asked.map((part) => Number(part.split('+')[0]));
  return starts.every((start, index) => index === 0 || start > (starts[index - 1] ?? 0));
}

describe('a large library of Plex, page by page', () => {
  it.each([
    ['all, by title', {}, sizes.movies],
    ['those of a year, by title', { filters: ['year=2001'] }, undefined],
    ['the unwatched ones, latest first', { watched: false, sort: 'added', order: 'desc' }, undefined],
  ])('has every item once and in order: %s', async (_what, args, known) => {
    const {
      items,
      totals,
      bytes,
      parts: asked,
    } = await readAll('plex_get_library_items', {
      library: 'Movies',
      ...args,
    });
    const query = new URLSearchParams({
      ...('filters' in args ? { year: '2001' } : {}),
      ...('watched' in args ? { unwatched: '1', sort: 'addedAt:desc' } : {}),
    });
    const whole = await listWhole(`/library/sections/1/all?${query.toString()}`);

    expect(items.map(({ id }) => id)).toEqual(whole.map(({ ratingKey }) => Number(ratingKey)));
    expect(items.length).toBe(known ?? whole.length);
    expect(items.length).toBeGreaterThan(20);
    expect(totals).toEqual(new Set([items.length]));
    expect(bytes).toBeLessThan(25_000);
    expect(isEachPartAskedOnce(asked)).toBe(true);
  });

  it('has every view once, the latest first', async () => {
    const { items, totals, bytes, parts: asked } = await readAll('plex_get_history', {});
    const whole = await listWhole('/status/sessions/history/all?sort=viewedAt:desc');

    expect(items.map(({ id, user_id: user, viewed_at: at }) => [id, user, Date.parse(String(at)) / 1000])).toEqual(
      whole.map(({ ratingKey, accountID, viewedAt }) => [Number(ratingKey), accountID, viewedAt]),
    );
    expect(totals).toEqual(new Set([sizes.views]));
    expect(bytes).toBeLessThan(25_000);
    expect(isEachPartAskedOnce(asked)).toBe(true);
  });

  it('is counted in pages of a thousand, each asked for once', async () => {
    parts.length = 0;
    const answer = await bench.call('plex_get_user_statistics', { period: 'all_time' });
    const whole = await listWhole('/status/sessions/history/all');
    const plays = Map.groupBy(whole, ({ accountID }) => accountID);

    expect(new Map(itemsOf(answer).map((row) => [row['user_id'], row['plays']]))).toEqual(
      new Map([...plays].map(([user, views]) => [user, views.length])),
    );
    expect(parts.toSorted()).toEqual(['0+1000', '1000+1000', '2000+1000', '3000+1000', '4000+1000', '5000+1000']);
  });
});

/** The same list in one answer, as Plex gives it to whoever asks for no part of it. */
async function listWhole(path: string): Promise<readonly Row[]> {
  const headers = { 'X-Plex-Token': token, accept: 'application/json' };
  const response = await plex.fetch(new Request(`http://plex.test${path}`, { headers }));
  return ((await response.json()) as { MediaContainer: { Metadata: Row[] } }).MediaContainer.Metadata;
}
