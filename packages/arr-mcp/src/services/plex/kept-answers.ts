import { ServiceError } from '../service-error.ts';

const keepMs = 10 * 60_000;
/** Without a way to the internet nobody waits for it each time. */
const keepFailureMs = 60_000;

interface Kept {
  readonly until: number;
  readonly give: () => unknown;
}

/** Answers that change seldom and come from far away. */
export class KeptAnswers {
  readonly #kept = new Map<string, Kept>();

  /** @param key of one kind of value only */
  async get<Value>(key: string, read: () => Promise<Value>): Promise<Value> {
    const kept = this.#kept.get(key);
    // What is kept under a key was read for that key.
    if (kept !== undefined && kept.until > Date.now()) return kept.give() as Value;
    try {
      const value = await read();
      this.#kept.set(key, { until: Date.now() + keepMs, give: () => value });
      return value;
    } catch (error) {
      if (error instanceof ServiceError && (error.code === 'unreachable' || error.code === 'timeout')) {
        this.#kept.set(key, { until: Date.now() + keepFailureMs, give: () => rethrow(error) });
      }
      throw error;
    }
  }
}

function rethrow(error: Error): never {
  throw error;
}
