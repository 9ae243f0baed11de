import { AppError } from '../../errors.ts';

const freeFailures = 5;
// Fewer than a hundred tries an hour, and an owner who shares an address with a stranger is back within a minute.
const longestDelayMs = 60_000;
const dayMs = 24 * 60 * 60 * 1000;
// So many addresses are remembered, the one that failed last for longest.
const maxAddresses = 10_000;

interface Failures {
  readonly count: number;
  /** when it is looked at again */
  readonly blockedUntil: number;
  readonly forgottenAt: number;
}

/**
 * Failed logins per address: five are free, then each one doubles the time in which none is looked at. Nothing here
 * waits, so that of guesses that come together each knows of those before it.
 */
export class LoginLimiter {
  readonly #failures = new Map<string, Failures>();

  /** @throws RateLimitedError while the address is blocked, whatever key it sends */
  check(address: string): void {
    if (this.#failures.size === 0) return;
    const left = (this.#failures.get(bucket(address))?.blockedUntil ?? 0) - performance.now();
    if (left > 0) throw new RateLimitedError('too many failed logins from this address', Math.ceil(left / 1000));
  }

  failed(address: string): void {
    const key = bucket(address);
    const now = performance.now();
    const found = this.#failures.get(key);
    const known = found !== undefined && found.forgottenAt > now ? found : { count: 0, forgottenAt: now + dayMs };
    const count = known.count + 1;
    const over = count - freeFailures;
    const delayMs = over < 0 ? 0 : Math.min(2 ** over * 1000, longestDelayMs);
    // Taken out first, so that the one that failed longest ago stands first.
    this.#failures.delete(key);
    this.#failures.set(key, { count, blockedUntil: now + delayMs, forgottenAt: known.forgottenAt });
    const [oldest = ''] = this.#failures.size > maxAddresses ? this.#failures.keys() : [];
    this.#failures.delete(oldest);
  }

  succeeded(address: string): void {
    if (this.#failures.size > 0) this.#failures.delete(bucket(address));
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
