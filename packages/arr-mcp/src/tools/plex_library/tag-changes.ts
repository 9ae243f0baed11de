import type { QueryValue } from '../../services/service-call.ts';

export interface TagChange {
  /** as Plex calls the kind: `genre`, `director`, `label` */
  readonly kind: string;
  /** what the item has now */
  readonly now: readonly string[];
  readonly add?: readonly string[] | undefined;
  readonly remove?: readonly string[] | undefined;
}

/**
 * How Plex is told to change the tags of an item: the whole list that it shall have, and those that it shall lose.
 * What is locked stays so when metadata are refreshed.
 */
export function toTagQuery({ kind, now, add = [], remove = [] }: TagChange): Record<string, QueryValue> {
  if (add.length === 0 && remove.length === 0) return {};
  const gone = new Set(remove.map((tag) => tag.toLowerCase()));
  const kept = now.filter((tag) => !gone.has(tag.toLowerCase()));
  const lost = now.filter((tag) => gone.has(tag.toLowerCase()));
  const wanted = [...new Set([...kept, ...add])];
  return {
    ...(add.length === 0
      ? {}
      : Object.fromEntries(wanted.map((tag, index): [string, QueryValue] => [`${kind}[${index}].tag.tag`, tag]))),
    ...(lost.length === 0 ? {} : { [`${kind}[].tag.tag-`]: lost.map(encodeURIComponent).join(',') }),
    [`${kind}.locked`]: 1,
  };
}

/** The same for a field that has one value. */
export function toFieldQuery(field: string, value: string | undefined): Record<string, QueryValue> {
  return value === undefined ? {} : { [`${field}.value`]: value, [`${field}.locked`]: 1 };
}
