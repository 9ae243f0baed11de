import type { Canaries } from './canaries.ts';

export type Kind = 'tool' | 'page' | 'log' | 'command' | 'disk';

interface Entry {
  readonly kind: Kind;
  readonly what: string;
  readonly text: string;
}

/** Everything that came out of a run, to be searched at its end. */
export class Transcript {
  readonly #entries: Entry[] = [];

  add(kind: Kind, what: string, text: string): void {
    this.#entries.push({ kind, what, text });
  }

  count(kind: Kind): number {
    return this.#entries.filter((entry) => entry.kind === kind).length;
  }

  /** `tool sonarr_get_queue, told by itself: sonarr errorMessage`, with what stands around it, each once. */
  leaks(kind: Kind, canaries: Canaries): string[] {
    const found = this.#entries
      .filter((entry) => entry.kind === kind)
      .flatMap(({ what, text }) => canaries.find(text).map((place) => `${what} tells: ${place}`));
    return [...new Set(found)].toSorted();
  }
}
