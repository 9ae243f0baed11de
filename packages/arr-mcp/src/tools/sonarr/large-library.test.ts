import { createWorld } from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { registryOf } from '../../testing/service-bench.ts';
import { ToolBench } from '../../testing/tool-bench.ts';
import { itemsOf, openSonarrBench } from './sonarr-bench.fixtures.ts';

function libraryOf(count: number, titleOf: (id: number) => string): ToolBench {
  const statistics = {
    seasonCount: 9,
    episodeCount: 120,
    episodeFileCount: 118,
    sizeOnDisk: 3e11,
    percentOfEpisodes: 98.3,
  };
  const library = Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    title: titleOf(index + 1),
    sortTitle: titleOf(index + 1).toLowerCase(),
    year: 1990 + (index % 35),
    status: 'continuing',
    monitored: true,
    overview: 'x'.repeat(1000),
    added: '2020-04-16T11:26:35Z',
    statistics,
  }));
  const standIn = { fetch: () => Response.json(library) };
  return new ToolBench({ services: registryOf([{ instance: 'sonarr', standIn, credential: { api_key: 'k' } }]) });
}

describe('sonarr_get_all_series of a library of 3,000 series', () => {
  it('is a page of 50 short records that a model can afford', async () => {
    const bench = libraryOf(3000, (id) => `The Series of the Number ${id}`);
    const answer = await bench.call('sonarr_get_all_series', { limit: 50 });

    expect(itemsOf(answer)).toHaveLength(50);
    expect(answer).toMatchObject({ total: 3000, next_cursor: expect.any(String) as string });
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThanOrEqual(4 * 4000);
  });

  it('gives each series once over all pages', async () => {
    const bench = libraryOf(250, (id) => `Series ${id}`);
    const ids: unknown[] = [];
    let cursor: unknown;
    do {
      const answer = await bench.call('sonarr_get_all_series', {
        limit: 100,
        ...(cursor === undefined ? {} : { cursor }),
      });
      ids.push(...itemsOf(answer).map(({ id }) => id));
      cursor = answer['next_cursor'];
    } while (cursor !== undefined);

    expect(new Set(ids).size).toBe(250);
    expect(ids).toHaveLength(250);
  });

  it('bounds titles that somebody made long, and takes control characters out', async () => {
    const bench = libraryOf(100, (id) => `\u001B[31m${id}\n\u202E${'long '.repeat(2000)}`);
    const answer = await bench.call('sonarr_get_all_series', { limit: 100 });
    const [first] = itemsOf(answer);

    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(25_000);
    expect(String(first?.['title'])).toMatch(/^1long long/);
    expect(String(first?.['title']).length).toBeLessThanOrEqual(150);
  });
});

describe('a title that is a number', () => {
  const series = createWorld().series.map((each) => (each.tvdbId === 990_004 ? { ...each, title: '1899' } : each));

  it('is found where no series has that id', async () => {
    const { call } = openSonarrBench({ series });

    expect(await call('sonarr_get_series', { series: 1899 })).toMatchObject({ items: [{ title: '1899' }] });
  });
});
