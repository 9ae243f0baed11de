import { createPlexStandIn, createWorld } from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { registryOf } from '../../testing/service-bench.ts';
import { ToolBench } from '../../testing/tool-bench.ts';
import { itemsOf, token } from '../plex/plex-household.fixtures.ts';

const views = 12_000;
const plex = createPlexStandIn({ world: createWorld(), apiKey: token, views });

/** Plays of everybody, where each request for the history goes by way of `pass`. */
async function countAll(pass: (request: Request) => Request | Response): Promise<number> {
  const standIn = {
    fetch: async (request: Request) => {
      const passed = request.url.includes('/history/all') ? pass(request) : request;
      return passed instanceof Response ? passed : plex.fetch(passed);
    },
  };
  const services = registryOf([{ instance: 'plex', standIn, credential: { token } }]);
  const answer = await new ToolBench({ services }).call('plex_get_user_statistics', { period: 'all_time' });
  return itemsOf(answer).reduce((sum, row) => sum + Number(row['plays']), 0);
}

describe('the count of what was watched', () => {
  it('asks for the oldest first, without the fields that nobody counts', async () => {
    const queries: URLSearchParams[] = [];
    const plays = await countAll((request) => {
      queries.push(new URL(request.url).searchParams);
      return request;
    });

    expect(plays).toBe(views);
    expect(new Set(queries.map((query) => query.get('sort')))).toEqual(new Set(['viewedAt:asc']));
    expect(queries[0]?.get('excludeFields')?.split(',')).toEqual(expect.arrayContaining(['title', 'thumb']));
    expect(queries[0]?.get('excludeFields')).not.toMatch(/accountID|deviceID|ratingKey|type/);
  });

  it('is the same where Plex sends fewer at once than it is asked for, and all that it knows of each', async () => {
    const plays = await countAll((request) => {
      const size = Math.min(700, Number(request.headers.get('x-plex-container-size')));
      const [address] = request.url.split('&excludeFields');
      return new Request(String(address), {
        headers: { ...Object.fromEntries(request.headers), 'x-plex-container-size': String(size) },
      });
    });

    expect(plays).toBe(views);
  });

  it('ends with the first page that fails, and says why', async () => {
    const starts: number[] = [];
    const counted = countAll((request) => {
      const start = Number(request.headers.get('x-plex-container-start'));
      starts.push(start);
      return start === 3000 ? new Response('{}', { status: 500 }) : request;
    });

    await expect(counted).rejects.toMatchObject({ code: 'upstream' });
    expect(Math.max(...starts)).toBeLessThan(views / 2);
  });
});
