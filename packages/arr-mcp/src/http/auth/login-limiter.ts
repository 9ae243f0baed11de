import { networkOf } from '../network-of.ts';
import { RateLimitedError } from '../rate-limited.ts';

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
    const left = (this.#failures.get(networkOf(address))?.blockedUntil ?? 0) - performance.now();
    if (left > 0) throw new RateLimitedError('too many failed logins from this address', Math.ceil(left / 1000));
  }

  failed(address: string): void {
    const key = networkOf(address);
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
    if (this.#failures.size > 0) this.#failures.delete(networkOf(address));
  }
}
