import { AppError } from '../../errors.ts';
import type { Clock } from '../clock.ts';
import { ServiceError } from '../service-error.ts';

/** How long Trakt wants to be left alone: what it said to one call counts for all that come. */
export class RestTime {
  readonly #clock: Clock;
  #until = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws ServiceError rate_limited while it rests */
  check(instance: string): void {
    const seconds = Math.ceil((this.#until - this.#clock.now()) / 1000);
    if (seconds <= 0) return;
    throw new ServiceError(instance, 'rate_limited', `takes no more calls now, asks to wait ${seconds} s`, {
      details: { retry_after_seconds: seconds },
      hint: 'It was not asked. Try again then.',
    });
  }

  /** Remembers what a refusal asks for. @returns milliseconds to wait; undefined: it asks for none */
  note(error: unknown): number | undefined {
    if (!(error instanceof AppError) || error.code !== 'rate_limited') return undefined;
    const seconds = error.details?.['retry_after_seconds'];
    if (typeof seconds !== 'number') return undefined;
    this.#until = Math.max(this.#until, this.#clock.now() + seconds * 1000);
    return seconds * 1000;
  }
}
