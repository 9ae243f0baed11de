import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

import { RateLimitedError } from '../auth/login-limiter.ts';

/** How often one address may do something that costs us. */
export class AddressLimiter {
  readonly #limiter: RateLimiterMemory;

  constructor(times: { readonly count: number; readonly seconds: number }) {
    this.#limiter = new RateLimiterMemory({ keyPrefix: 'address', points: times.count, duration: times.seconds });
  }

  /** @throws RateLimitedError */
  async enter(address: string): Promise<void> {
    try {
      await this.#limiter.consume(address);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new RateLimitedError('too many requests from this address', Math.ceil(error.msBeforeNext / 1000));
    }
  }
}
