import { afterEach, describe, expect, it, vi } from 'vitest';

import { LoginLimiter } from './login-limiter.ts';

afterEach(() => vi.useRealTimers());

describe('LoginLimiter', () => {
  it.each([
    ['from one address', () => '203.0.113.7'],
    ['from all addresses of one IPv6 network', (try_: number) => `2001:db8:1:1::${(try_ % 65_535).toString(16)}`],
  ])('lets fewer than a hundred guesses an hour through, %s', (_what, addressOf) => {
    vi.useFakeTimers();
    const limiter = new LoginLimiter();
    let through = 0;

    for (let second = 0; second < 3600; second += 1) {
      const address = addressOf(second);
      if (isLookedAt(limiter, address)) {
        through += 1;
        limiter.failed(address);
      }
      vi.advanceTimersByTime(1000);
    }

    expect(through).toBeGreaterThan(5);
    expect(through).toBeLessThan(100);
  });

  it('forgets a day after the first failure, and after a success', () => {
    vi.useFakeTimers();
    const limiter = new LoginLimiter();
    const failFiveTimes = () => Array.from({ length: 5 }, () => limiter.failed('203.0.113.7'));

    failFiveTimes();
    expect(isLookedAt(limiter, '203.0.113.7')).toBe(false);
    expect(isLookedAt(limiter, '203.0.113.8')).toBe(true);
    limiter.succeeded('203.0.113.7');
    expect(isLookedAt(limiter, '203.0.113.7')).toBe(true);

    failFiveTimes();
    vi.advanceTimersByTime(24 * 60 * 60 * 1000);
    limiter.failed('203.0.113.7');
    expect(isLookedAt(limiter, '203.0.113.7')).toBe(true);
  });

  it('remembers so many addresses, and those that failed last for longest', () => {
    const limiter = new LoginLimiter();
    const fail = (address: string, times: number) => Array.from({ length: times }, () => limiter.failed(address));

    fail('203.0.113.7', 10);
    fail('203.0.113.8', 10);
    fail('203.0.113.7', 1);
    for (let index = 0; index < 9999; index += 1) limiter.failed(`10.${index >> 8}.${index & 255}.1`);

    expect(isLookedAt(limiter, '203.0.113.8')).toBe(true);
    expect(isLookedAt(limiter, '203.0.113.7')).toBe(false);
  });
});

function isLookedAt(limiter: LoginLimiter, address: string): boolean {
  try {
    limiter.check(address);
    return true;
  } catch {
    return false;
  }
}
