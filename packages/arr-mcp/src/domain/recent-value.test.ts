import { describe, expect, it } from 'vitest';

import { fakeStatus } from '../testing/status-sources.ts';
import { RecentValue } from './recent-value.ts';

const status = await fakeStatus();

/** A cache over a clock that the test moves, which counts its collections. */
function cacheWith(collect = async () => status) {
  const counted = { collections: 0, time: 0 };
  const count = async () => {
    counted.collections += 1;
    return collect();
  };
  return { counted, cache: new RecentValue(count, { refreshMs: 10_000, now: () => counted.time }) };
}

describe('RecentValue', () => {
  it('collects once for all who ask while a collection is under way', async () => {
    const { cache, counted } = cacheWith();

    const answers = await Promise.all(Array.from({ length: 100 }, async () => cache.get()));

    expect(new Set(answers)).toEqual(new Set([status]));
    expect(counted.collections).toBe(1);
  });

  it('collects again when the interval is over, and not before', async () => {
    const { cache, counted } = cacheWith();
    await cache.get();

    counted.time = 9999;
    await cache.get();
    expect(counted.collections).toBe(1);

    counted.time = 10_000;
    await cache.get();
    expect(counted.collections).toBe(2);
  });

  it('does not keep a failure', async () => {
    let isBroken = true;
    const { cache, counted } = cacheWith(async () => {
      if (isBroken) throw new Error('broken');
      return status;
    });
    await expect(cache.get()).rejects.toThrow('broken');

    isBroken = false;

    await expect(cache.get()).resolves.toBe(status);
    expect(counted.collections).toBe(2);
  });
});
