import { type RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

import { AppError } from '../errors.ts';

/** Told to the caller with 429 and Retry-After. */
export class RateLimitedError extends AppError {
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super('rate_limited', message, { hint: `Try again in ${retryAfterSeconds} s.` });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/**
 * Takes points of a limit.
 * @param refusal what is told when there are not as many left
 * @throws RateLimitedError
 */
export async function takePoints(limiter: RateLimiterMemory, key: string, refusal: string, points = 1): Promise<void> {
  try {
    await limiter.consume(key, points);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new RateLimitedError(refusal, Math.ceil(error.msBeforeNext / 1000));
  }
}
