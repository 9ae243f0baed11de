import type { Status } from './collect-status.ts';

export interface StatusCacheOptions {
  /** how long a status is shown before it is collected again */
  readonly refreshMs: number;
  /** milliseconds of any steady clock */
  readonly now?: () => number;
}

/** One collection per refresh interval, however many ask; those who come while it is under way share it. */
export class StatusCache<Value = Status> {
  readonly #collect: () => Promise<Value>;
  readonly #refreshMs: number;
  readonly #now: () => number;
  #underWay: Promise<Value> | undefined;
  #kept: { readonly status: Value; readonly at: number } | undefined;

  constructor(collect: () => Promise<Value>, { refreshMs, now = () => performance.now() }: StatusCacheOptions) {
    this.#collect = collect;
    this.#refreshMs = refreshMs;
    this.#now = now;
  }

  async get(): Promise<Value> {
    if (this.#kept !== undefined && this.#now() - this.#kept.at < this.#refreshMs) return this.#kept.status;
    this.#underWay ??= this.#refresh().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  /** A collection that fails is not kept: whoever comes next asks again. */
  async #refresh(): Promise<Value> {
    const status = await this.#collect();
    this.#kept = { status, at: this.#now() };
    return status;
  }
}
