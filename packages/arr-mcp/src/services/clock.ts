import { setTimeout as sleep } from 'node:timers/promises';

/** Time, in milliseconds, as far as something is decided by it. */
export interface Clock {
  now(): number;
  /** @throws when the signal aborts before */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  async wait(ms, signal) {
    await sleep(ms, undefined, { signal });
  },
};
