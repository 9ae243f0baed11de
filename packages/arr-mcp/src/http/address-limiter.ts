import { RateLimiterMemory } from 'rate-limiter-flexible';

import { networkOf } from './network-of.ts';
import { takePoints } from './rate-limited.ts';

/** How often one address may do something that costs us. */
export class AddressLimiter {
  readonly #limiter: RateLimiterMemory;

  constructor(times: { readonly count: number; readonly seconds: number }) {
    this.#limiter = new RateLimiterMemory({ keyPrefix: 'address', points: times.count, duration: times.seconds });
  }

  /** @throws RateLimitedError */
  async enter(address: string): Promise<void> {
    await takePoints(this.#limiter, networkOf(address), 'too many requests from this address');
  }
}
