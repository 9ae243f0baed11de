import { describe, expect, it } from 'vitest';

import { AddressLimiter } from './address-limiter.ts';
import { networkOf } from './network-of.ts';

describe('an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s is counted as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('AddressLimiter', () => {
  it('counts all addresses of one IPv6 network together, and others apart', async () => {
    const limiter = new AddressLimiter({ count: 2, seconds: 60 });
    await limiter.enter('2001:db8:1:1::1');
    await limiter.enter('2001:db8:1:1::2');

    await expect(limiter.enter('2001:db8:1:1::3')).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(limiter.enter('2001:db8:1:2::1')).resolves.toBeUndefined();
    await expect(limiter.enter('203.0.113.7')).resolves.toBeUndefined();
  });
});
