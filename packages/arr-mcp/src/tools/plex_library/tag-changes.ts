import { z } from 'zod';

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
export function toTagQuery(change: TagChange): Record<string, QueryValue> {
  const { kind, now, add = [], remove = [] } = change;
  if (idleTags(change).length === add.length + remove.length) return {};
  const gone = new Set(remove.map(toKey));
  const kept = now.filter((tag) => !gone.has(toKey(tag)));
  const lost = now.filter((tag) => gone.has(toKey(tag)));
  const own = new Set(kept.map(toKey));
  // The same word in another case is the same tag, and stays as it is written.
  const wanted = [...kept, ...new Set(add.filter((tag) => !own.has(toKey(tag))))];
  return {
    ...(add.length === 0
      ? {}
      : Object.fromEntries(wanted.map((tag, index): [string, QueryValue] => [`${kind}[${index}].tag.tag`, tag]))),
    ...(lost.length === 0 ? {} : { [`${kind}[].tag.tag-`]: lost.map(encodeURIComponent).join(',') }),
    [`${kind}.locked`]: 1,
  };
}

/** What is added though it is there, and taken away though it is not: `genre Drama`. */
export function idleTags({ kind, now, add = [], remove = [] }: TagChange): string[] {
  const there = new Set(now.map(toKey));
  const idle = [...add.filter((tag) => there.has(toKey(tag))), ...remove.filter((tag) => !there.has(toKey(tag)))];
  return idle.map((tag) => `${kind} ${tag}`);
}

/**
 * The names of the changes that change something.
 * @param idle as `idleTags` has it
 */
export function changedNames(changes: object, idle: readonly string[]): string[] {
  return Object.entries(changes).flatMap(([name, value]: [string, unknown]) => {
    const [, kind] = /^(?:add|remove)_(\w+)s$/.exec(name) ?? [];
    const isIdle = kind !== undefined && Array.isArray(value) && value.every((tag) => idle.includes(`${kind} ${tag}`));
    return value === undefined || isIdle ? [] : [name];
  });
}

/** The output of a tool that changes tags. */
export const changedOutput = {
  changed: z.array(z.string()),
  /** tags that were there, or not there, already */
  unchanged: z.array(z.string()).optional(),
};

function toKey(tag: string): string {
  return tag.toLowerCase();
}

/** The same for a field that has one value. */
export function toFieldQuery(field: string, value: string | undefined): Record<string, QueryValue> {
  return value === undefined ? {} : { [`${field}.value`]: value, [`${field}.locked`]: 1 };
}
