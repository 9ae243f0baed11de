import { shortLine } from '../arr/short-line.ts';

export interface Counted {
  readonly name: string;
  readonly count: number;
}

/** How often each of many names comes up. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(name: string | number | undefined, count = 1): void {
    const key = shortLine(name === undefined ? undefined : String(name), 80);
    if (key === undefined || count === 0) return;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
  }

  /** The most frequent ones first. */
  top(most: number): Counted[] {
    return this.#all()
      .toSorted((one, other) => other.count - one.count || one.name.localeCompare(other.name))
      .slice(0, most);
  }

  /** All, by name. */
  sorted(): Counted[] {
    return this.#all().toSorted((one, other) => one.name.localeCompare(other.name));
  }

  #all(): Counted[] {
    return [...this.#counts].map(([name, count]) => ({ name, count }));
  }
}
