const mostKept = 8;

/** What queries found of a large library, kept until something is written, so that its next page costs only itself. */
export class KeptSelections {
  readonly #isKeeping: boolean;
  readonly #kept = new Map<string, unknown>();

  constructor(isKeeping: boolean) {
    this.#isKeeping = isKeeping;
  }

  /** @param query of one kind of value only */
  get<Value>(query: string, select: () => Value): Value {
    if (!this.#isKeeping) return select();
    // What is kept under a query was selected by it.
    const kept = this.#kept.get(query) as Value | undefined;
    if (kept !== undefined) return kept;
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= mostKept && oldest !== undefined) this.#kept.delete(oldest);
    const found = select();
    this.#kept.set(query, found);
    return found;
  }

  forget(): void {
    this.#kept.clear();
  }
}
