import { RateLimiterMemory } from 'rate-limiter-flexible';

import { AppError } from '../../errors.ts';

const freeFailures = 5;
// Fewer than a hundred tries an hour, and an owner who shares an address with a stranger is back within a minute.
const longestDelaySeconds = 60;
const daySeconds = 24 * 60 * 60;

/** Failed logins per address: five are free, then each one doubles the time in which none is looked at. */
export class LoginLimiter {
  readonly #failures = new RateLimiterMemory({
    keyPrefix: 'failed',
    points: Number.MAX_SAFE_INTEGER,
    duration: daySeconds,
  });
  readonly #blocks = new RateLimiterMemory({ keyPrefix: 'blocked', points: 1, duration: daySeconds });

  /** @throws RateLimitedError while the address is blocked, whatever key it sends */
  async check(address: string): Promise<void> {
    const block = await this.#blocks.get(bucket(address));
    if (block === null) return;
    throw new RateLimitedError('too many failed logins from this address', Math.ceil(block.msBeforeNext / 1000));
  }

  async failed(address: string): Promise<void> {
    const key = bucket(address);
    const { consumedPoints } = await this.#failures.penalty(key);
    const over = consumedPoints - freeFailures;
    if (over >= 0) await this.#blocks.block(key, Math.min(2 ** Math.min(over, 20), longestDelaySeconds));
  }

  async succeeded(address: string): Promise<void> {
    await this.#failures.delete(bucket(address));
  }
}

/** Told to the caller with 429 and Retry-After. */
export class RateLimitedError extends AppError {
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super('rate_limited', message, { hint: `Try again in ${retryAfterSeconds} s.` });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

// Whoever has one IPv6 address has a /64 of them.
function bucket(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  // `::` stands for as many zero groups as are missing of eight.
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = plain.includes('::')
    ? [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail)]
    : groups(head);
  return all.slice(0, 4).join(':');
}

function groups(part: string): string[] {
  return part === '' ? [] : part.split(':');
}
