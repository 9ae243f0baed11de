import { mask } from '../../mask-secrets.ts';
import type { SecretRange } from './find-secrets.ts';
import type { Spot } from './spot.ts';

type Values = Map<string, string[]>;

/** The secrets of the file that stands there, for one that comes back with masks in it. */
export class KnownSecrets {
  readonly #byPlace: Values = new Map();
  readonly #byName: Values = new Map();
  /** how many secrets of a name a place has in the edited file */
  readonly #wanted: ReadonlyMap<string, number>;
  readonly #given = new Map<string, number>();
  readonly #spots = new Map<string, Spot[]>();

  constructor(previous: readonly Spot[], edited: readonly Spot[]) {
    for (const spot of previous) {
      add(this.#spots, keyOf(spot, spot.value), spot);
      for (const range of spot.secrets) {
        const value = spot.value.slice(range.start, range.end);
        add(this.#byPlace, keyOf(spot, range.name), value);
        add(this.#byName, range.name, value);
      }
    }
    this.#wanted = count(edited.flatMap((spot) => spot.secrets.map(({ name }) => keyOf(spot, name))));
  }

  /** A stretch without a mask stays; it takes its place in the order of its name. */
  keep(spot: Spot): string {
    for (const { name } of spot.secrets) this.#place(spot, name);
    this.#spots.get(keyOf(spot, spot.value))?.shift();
    return spot.source;
  }

  /** The value with its masks replaced, and what had no old value. */
  restore(spot: Spot): { readonly value: string; readonly missing: readonly string[] } {
    const missing: string[] = [];
    const value = mapRanges(spot.value, spot.secrets, (part, { name }) => {
      const found = this.#find(spot, name);
      if (!part.includes(mask)) return part;
      if (found === undefined) missing.push(name);
      return part.split(mask).join(found ?? mask);
    });
    // Asterisks in a comment or in lines are decoration; a whole value of them is a mask under another name.
    const outside = mapRanges(spot.value, spot.secrets, () => '');
    const isStray = outside.includes(mask) && spot.form !== 'raw' && !this.#spots.has(keyOf(spot, spot.value));
    if (isStray) missing.push(spot.path.split('\0').at(-1) ?? '');
    return { value, missing };
  }

  /** A stretch of the old file with this value at this place, or at any; each is given once. */
  takeSource(spot: Spot, value: string): Spot | undefined {
    return this.#spots.get(keyOf(spot, value))?.shift() ?? this.#anywhere(value);
  }

  #anywhere(value: string): Spot | undefined {
    return [...this.#spots.values()].flat().find((spot) => spot.value === value && spot.secrets.length > 0);
  }

  /** The old value by its turn among those of its name at its place; when their number changed, only if all agree. */
  #find(spot: Spot, name: string): string | undefined {
    const turn = this.#place(spot, name);
    const key = keyOf(spot, name);
    const here = this.#byPlace.get(key);
    if (here === undefined) return onlyOne(this.#byName.get(name));
    return here.length === this.#wanted.get(key) ? here[turn] : onlyOne(here);
  }

  #place(spot: Spot, name: string): number {
    const key = keyOf(spot, name);
    const turn = this.#given.get(key) ?? 0;
    this.#given.set(key, turn + 1);
    return turn;
  }
}

/** The text with each range replaced; they are in order and do not overlap. */
export function mapRanges(
  text: string,
  ranges: readonly SecretRange[],
  replace: (part: string, range: SecretRange) => string,
): string {
  let at = 0;
  const pieces = ranges.map((range) => {
    const piece = text.slice(at, range.start) + replace(text.slice(range.start, range.end), range);
    at = range.end;
    return piece;
  });
  return pieces.join('') + text.slice(at);
}

function keyOf({ path }: Spot, name: string): string {
  return `${path}\u0001${name}`;
}

function onlyOne(values: readonly string[] = []): string | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function count(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
