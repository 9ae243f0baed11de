export interface RecentValueOptions {
  /** how long a value is given before it is collected again */
  readonly refreshMs: number;
  /** milliseconds of any steady clock */
  readonly now?: () => number;
}

/** One collection per refresh interval, however many ask; those who come while it is under way share it. */
export class RecentValue<Value> {
  readonly #collect: () => Promise<Value>;
  readonly #refreshMs: number;
  readonly #now: () => number;
  #underWay: Promise<Value> | undefined;
  #kept: { readonly value: Value; readonly at: number } | undefined;

  constructor(collect: () => Promise<Value>, { refreshMs, now = () => performance.now() }: RecentValueOptions) {
    this.#collect = collect;
    this.#refreshMs = refreshMs;
    this.#now = now;
  }

  async get(): Promise<Value> {
    if (this.#kept !== undefined && this.#now() - this.#kept.at < this.#refreshMs) return this.#kept.value;
    this.#underWay ??= this.#refresh().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  /** A collection that fails is not kept: whoever comes next asks again. */
  async #refresh(): Promise<Value> {
    const value = await this.#collect();
    this.#kept = { value, at: this.#now() };
    return value;
  }
}
