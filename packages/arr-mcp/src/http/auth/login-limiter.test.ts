import { afterEach, describe, expect, it, vi } from 'vitest';

import { LoginLimiter } from './login-limiter.ts';

afterEach(() => vi.useRealTimers());

describe('LoginLimiter', () => {
  it.each([
    ['from one address', () => '203.0.113.7'],
    ['from all addresses of one IPv6 network', (try_: number) => `2001:db8:1:1::${(try_ % 65_535).toString(16)}`],
  ])('lets fewer than a hundred guesses an hour through, %s', async (_what, addressOf) => {
    vi.useFakeTimers();
    const limiter = new LoginLimiter();
    let through = 0;

    for (let second = 0; second < 3600; second += 1) {
      const address = addressOf(second);
      const isLookedAt = await limiter.check(address).then(
        () => true,
        () => false,
      );
      if (isLookedAt) {
        through += 1;
        await limiter.failed(address);
      }
      vi.advanceTimersByTime(1000);
    }

    expect(through).toBeGreaterThan(5);
    expect(through).toBeLessThan(100);
  });
});
