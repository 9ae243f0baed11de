import { type World, createWorld } from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { itemsOf, openHousehold } from './plex-household.fixtures.ts';

const movies = 4000;
const views = 12_000;

function largeWorld(): Partial<World> {
  const { movies: known } = createWorld();
  const first = known.find(({ owned, hasFile }) => owned && hasFile);
  if (first === undefined) throw new Error('the household has no movie');
  return {
    movies: Array.from({ length: movies }, (_, index) => ({
      ...first,
      tmdbId: 700_000 + index,
      title: `Movie ${index}`,
    })),
    series: [],
    artists: [],
  };
}

const world = largeWorld();

describe('a large library in Plex', () => {
  it('is asked for by the page, and each answer is one that a model can read', async () => {
    const sizes: string[] = [];
    const { bench } = openHousehold({
      world,
      views,
      instead: (request) => {
        const size = request.headers.get('x-plex-container-size');
        if (size !== null) sizes.push(size);
        return undefined;
      },
    });
    const answer = await bench.call('plex_get_library_items', { library: 'Movies', limit: 100 });
    const history = await bench.call('plex_get_history', { limit: 100 });

    expect(answer['total']).toBe(movies);
    expect(history['total']).toBe(views);
    for (const each of [answer, history]) expect(JSON.stringify(each).length).toBeLessThan(25_000);
    expect(sizes).toEqual(['100', '100']);
  });

  it('is counted by the page, with progress, whoever asks for all that was ever watched', async () => {
    const told: string[] = [];
    const { bench, asked } = openHousehold({ world, views });
    const answer = await bench.call(
      'plex_get_user_statistics',
      { period: 'all_time' },
      { onProgress: (line) => told.push(line) },
    );
    const plays = itemsOf(answer).reduce((sum, row) => sum + Number(row['plays']), 0);

    expect(plays).toBe(views);
    expect(asked.filter((each) => each.includes('/history/all'))).toHaveLength(views / 1000);
    expect(told).toContain(`1000 of ${views} views counted`);
    expect(JSON.stringify(answer).length).toBeLessThan(8000);
  });
});
