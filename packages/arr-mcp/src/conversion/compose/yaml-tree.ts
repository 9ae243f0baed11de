import { type ParsedNode, type Scalar, type YAMLMap, isAlias, isMap, isScalar } from 'yaml';

import { AppError } from '../../errors.ts';
import { type Raw, type RawMap, Tagged, emptyMap, isRawList, isRawMap } from './raw-tree.ts';

export interface TreeEvents {
  /** the text that takes the place of one that has a `$` */
  interpolate(text: string, offset: number, path: readonly string[]): string;
  problem(offset: number, text: string): void;
}

// The largest file of a hundred real ones has 2,000 values; a "billion laughs" file wants millions.
const maxValues = 100_000;
const maxDepth = 100;

const nullTexts: ReadonlySet<unknown> = new Set(['', '~', 'null', 'Null', 'NULL']);
const coreTag = /^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq|timestamp))$/;

/**
 * Turns a YAML document into a tree of texts: anchors and merge keys resolved, values interpolated.
 * @throws AppError `invalid_argument` for a document that grows or nests without bound
 */
export function toRawTree(contents: ParsedNode | null, events: TreeEvents): Raw {
  return new TreeBuilder(events).build(contents);
}

/** Walks in the order of the document, so that an alias finds the anchor that stands before it. */
class TreeBuilder {
  readonly #events: TreeEvents;
  readonly #anchors = new Map<string, { readonly value: Raw; readonly size: number }>();
  readonly #path: string[] = [];
  #size = 0;

  constructor(events: TreeEvents) {
    this.#events = events;
  }

  build(node: ParsedNode | null): Raw {
    this.#grow(1);
    if (node === null) return null;
    if (isAlias(node)) return this.#fromAlias(node.source, node.range[0]);
    const before = this.#size;
    const value = this.#withTag(node, this.#fromNode(node));
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, { value, size: this.#size - before + 1 });
    return value;
  }

  #grow(values: number): void {
    this.#size += values;
    if (this.#size <= maxValues) return;
    throw new AppError('invalid_argument', `it has more than ${maxValues} values when its aliases are expanded`);
  }

  #fromAlias(name: string, offset: number): Raw {
    const anchored = this.#anchors.get(name);
    if (anchored === undefined) {
      this.#events.problem(offset, `*${name} has no anchor &${name} before it; define it above, or correct the name`);
      return null;
    }
    this.#grow(anchored.size);
    return anchored.value;
  }

  #fromNode(node: ParsedNode): Raw {
    if (isScalar(node)) return this.#fromScalar(node);
    if (isMap<ParsedNode, ParsedNode | null>(node)) return this.#fromMap(node);
    if (isAlias(node)) return null;
    return node.items.map((item, index) => this.#under(String(index), item));
  }

  #fromScalar({ value, type, tag, range }: Scalar.Parsed): Raw {
    if (type === 'PLAIN' && tag === undefined && nullTexts.has(value)) return null;
    const text = String(value);
    return text.includes('$') ? this.#events.interpolate(text, range[0], this.#path) : text;
  }

  #fromMap({ items }: YAMLMap<ParsedNode, ParsedNode | null>): RawMap {
    const map = emptyMap();
    const own = new Set<string>();
    for (const { key, value } of items) {
      if (isMergeKey(key)) this.#merge(map, this.#under('<<', value), key.range[0]);
      else if (!isScalar(key))
        this.#events.problem(key.range[0], 'a key is a text; write a plain word before the colon');
      const name = isScalar(key) ? this.#ownKey(key, own) : undefined;
      if (name !== undefined && !(name === '<<' && isMergeKey(key))) map[name] = this.#under(name, value);
    }
    return map;
  }

  /** The key as a text, once. */
  #ownKey(key: Scalar.Parsed, own: Set<string>): string | undefined {
    const name = String(key.value);
    if (own.has(name)) {
      const way = name === '<<' ? 'merge a list, as in <<: [*a, *b]' : 'keep one of them';
      this.#events.problem(key.range[0], `the key ${name} stands twice in one mapping; ${way}`);
      return undefined;
    }
    own.add(name);
    if (name !== '' && name !== '__proto__') return name;
    this.#events.problem(key.range[0], name === '' ? 'a key is empty; name it' : `the key ${name} is not allowed`);
    return undefined;
  }

  #under(name: string, node: ParsedNode | null): Raw {
    if (this.#path.push(name) > maxDepth) {
      throw new AppError('invalid_argument', `it nests deeper than ${maxDepth} levels`);
    }
    const value = this.build(node);
    this.#path.pop();
    return value;
  }

  /** What stands in the mapping itself wins over what is merged, and the earlier merged over the later. */
  #merge(map: Record<string, Raw>, merged: Raw, offset: number): void {
    for (const source of isRawList(merged) ? merged : [merged]) {
      if (isRawMap(source)) {
        const keys = Object.keys(source);
        this.#grow(keys.length);
        for (const key of keys) if (!(key in map)) map[key] = source[key] ?? null;
      } else if (source !== null || !isRawList(merged)) {
        this.#events.problem(offset, '<< merges a mapping or a list of mappings; give it an alias of one');
      }
    }
  }

  #withTag(node: ParsedNode, value: Raw): Raw {
    const { tag } = node;
    if (tag === undefined || coreTag.test(tag)) return value;
    if (tag === '!reset') return new Tagged('reset', null);
    if (tag === '!override') return new Tagged('override', value);
    this.#events.problem(node.range[0], `the tag ${tag} is not known; !reset and !override are`);
    return value;
  }
}

function isMergeKey(key: ParsedNode): key is Scalar.Parsed {
  return isScalar(key) && key.type === 'PLAIN' && key.value === '<<';
}
