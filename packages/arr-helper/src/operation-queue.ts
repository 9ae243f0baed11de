import { HelperError } from './helper-error.ts';

export interface QueueLimits {
  /** how many may run at once, and wait in all, and wait for one key */
  readonly running: number;
  readonly waiting: number;
  readonly waitingPerKey: number;
}

interface Waiting {
  readonly key: string | undefined;
  readonly start: () => void;
}

/** Runs one task per key at a time, in order, with a bound on everything; past a bound it throws `busy`. */
export class OperationQueue {
  readonly #limits: QueueLimits;
  readonly #busyKeys = new Set<string>();
  #waiting: Waiting[] = [];
  #running = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  /** Waits for its turn, then runs. A task whose signal aborts while it waits never starts. */
  async run<Result>(key: string | undefined, signal: AbortSignal, task: () => Promise<Result>): Promise<Result> {
    if (this.#canStart(key)) this.#claim(key);
    else await this.#wait(key, signal);
    try {
      return await task();
    } finally {
      this.#running -= 1;
      if (key !== undefined) this.#busyKeys.delete(key);
      this.#startNext();
    }
  }

  #canStart(key: string | undefined): boolean {
    return this.#running < this.#limits.running && (key === undefined || !this.#busyKeys.has(key));
  }

  #claim(key: string | undefined): void {
    this.#running += 1;
    if (key !== undefined) this.#busyKeys.add(key);
  }

  async #wait(key: string | undefined, signal: AbortSignal): Promise<void> {
    const sameKey = this.#waiting.filter((other) => other.key === key && key !== undefined).length;
    if (sameKey >= this.#limits.waitingPerKey) throw new HelperError('busy', `too many operations wait for ${key}`);
    if (this.#waiting.length >= this.#limits.waiting) throw new HelperError('busy', 'too many operations wait');
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        this.#waiting = this.#waiting.filter((other) => other !== entry);
        reject(new HelperError('timeout', 'was stopped before its turn came'));
      };
      const start = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const entry = { key, start };
      this.#waiting.push(entry);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  #startNext(): void {
    const next = this.#waiting.find(({ key }) => this.#canStart(key));
    if (next === undefined) return;
    this.#waiting = this.#waiting.filter((other) => other !== next);
    this.#claim(next.key);
    next.start();
  }
}
