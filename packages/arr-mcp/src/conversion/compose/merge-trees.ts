import { mergeRuleOf } from './merge-rules.ts';
import { type Raw, type RawMap, Tagged, emptyMap, isRawList, isRawMap } from './raw-tree.ts';

/** Merges a compose file over another one: mappings by key, lists behind each other, and as the rules say. */
export function mergeTrees(base: RawMap, over: RawMap): RawMap {
  return mergeMaps(base, over, []);
}

/** Merges a service over the one that it extends. */
export function mergeServices(base: RawMap, over: RawMap): RawMap {
  return mergeMaps(base, over, ['services', '*']);
}

/** The tree without the marks of `!reset` and `!override`. */
export function withoutTags<Tree extends Raw>(tree: Tree): Tree;
export function withoutTags(tree: Raw): Raw {
  if (tree instanceof Tagged) return tree.tag === 'reset' ? null : withoutTags(tree.value);
  if (isRawList(tree)) return tree.some(hasTag) ? tree.filter(isKept).map((item) => withoutTags(item)) : tree;
  if (!isRawMap(tree) || !hasTag(tree)) return tree;
  const map = emptyMap();
  for (const [key, value] of Object.entries(tree)) if (isKept(value)) map[key] = withoutTags(value);
  return map;
}

function isKept(value: Raw): boolean {
  return !(value instanceof Tagged && value.tag === 'reset');
}

function hasTag(tree: Raw): boolean {
  if (tree instanceof Tagged) return true;
  if (isRawList(tree)) return tree.some(hasTag);
  return isRawMap(tree) && Object.values(tree).some(hasTag);
}

function mergeMaps(base: RawMap, over: RawMap, path: readonly string[]): RawMap {
  const merged = Object.assign(emptyMap(), base);
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    if (value instanceof Tagged) {
      if (value.tag === 'reset') delete merged[key];
      else merged[key] = value.value;
    } else merged[key] = below === undefined ? value : merge(below, value, [...path, key]);
  }
  return merged;
}

function merge(base: Raw, over: Raw, path: readonly string[]): Raw {
  const below = base instanceof Tagged ? base.value : base;
  if (path.at(-1)?.startsWith('x-') === true || below === null) return over;
  if (over === null) return below;
  const rule = mergeRuleOf(path);
  if (rule !== undefined) return rule(below, over, (a, b) => mergeMaps(a, b, path));
  if (isRawMap(below) && isRawMap(over)) return mergeMaps(below, over, path);
  if (isRawList(below) && isRawList(over)) return [...new Set([...below, ...over])];
  return over;
}
