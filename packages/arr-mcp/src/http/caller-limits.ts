import { RateLimiterMemory } from 'rate-limiter-flexible';

import { RateLimitedError, takePoints } from './rate-limited.ts';

const maxInFlight = 20;
const windowSeconds = 2;

/** How many calls one caller may have under way, and how many it may make in a while. */
export class CallerLimits {
  readonly #inFlight = new Map<string, number>();
  readonly #calls: RateLimiterMemory;
  #total = 0;

  /** @param perSecond calls a second over time; twice as many may come at once */
  constructor(perSecond: number) {
    this.#calls = new RateLimiterMemory({
      keyPrefix: 'calls',
      points: perSecond * windowSeconds,
      duration: windowSeconds,
    });
  }

  /** Takes a place for so many calls; the returned function gives it back. @throws RateLimitedError */
  async enter(callerId: string, calls = 1): Promise<() => void> {
    const current = this.#inFlight.get(callerId) ?? 0;
    if (current >= maxInFlight) throw new RateLimitedError(`${maxInFlight} calls of this key are under way`, 1);
    this.#inFlight.set(callerId, current + 1);
    this.#total += 1;
    const leave = once(() => this.#leave(callerId));
    try {
      await takePoints(this.#calls, callerId, 'too many calls with this key', calls);
      return leave;
    } catch (error) {
      leave();
      throw error;
    }
  }

  get total(): number {
    return this.#total;
  }

  #leave(callerId: string): void {
    this.#total -= 1;
    const rest = (this.#inFlight.get(callerId) ?? 1) - 1;
    if (rest > 0) this.#inFlight.set(callerId, rest);
    else this.#inFlight.delete(callerId);
  }
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    run();
  };
}
