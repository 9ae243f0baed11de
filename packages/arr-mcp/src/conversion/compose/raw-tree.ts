/** A compose file as a tree of texts: a scalar keeps the text of its source, and null is what YAML reads as null. */
export type Raw = string | null | readonly Raw[] | RawMap | Tagged;

/** Without a prototype, so that every key is one that stood in the file. */
export interface RawMap {
  readonly [key: string]: Raw;
}

/** `!reset` or `!override`: says how a value meets the one of the file before. */
export class Tagged {
  readonly tag: 'reset' | 'override';
  readonly value: Raw;

  constructor(tag: Tagged['tag'], value: Raw) {
    this.tag = tag;
    this.value = value;
  }
}

export function emptyMap(): Record<string, Raw> {
  // Object.create is typed as any.
  return Object.create(null) as Record<string, Raw>;
}

export function isRawMap(value: unknown): value is RawMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Tagged);
}

export function isRawList(value: unknown): value is readonly Raw[] {
  return Array.isArray(value);
}

/** The map itself, or an empty one for what is not a map. */
export function mapOf(value: Raw | undefined): RawMap {
  return isRawMap(value) ? value : emptyMap();
}

/** A copy with some keys set; a value that is undefined removes its key. */
export function withKeys(map: RawMap, changes: Readonly<Record<string, Raw | undefined>>): RawMap {
  const copy = Object.assign(emptyMap(), map);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) delete copy[key];
    else copy[key] = value;
  }
  return copy;
}
