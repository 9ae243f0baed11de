import { closest } from 'fastest-levenshtein';
import { z } from 'zod';

import { type Raw, type RawMap, emptyMap, isRawMap } from '../raw-tree.ts';

/** `x-` keys, as they stand. */
const Extensions = z.record(z.string(), z.unknown());

/**
 * A mapping with known keys. A key without a value counts as not there, `x-` keys are gathered in `extensions`, and any
 * other key is a problem that names the nearest known one.
 */
export function section<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape);
  const object = z.strictObject(
    { ...shape, extensions: Extensions.exactOptional() },
    {
      error: (issue) => {
        if (issue.code !== 'unrecognized_keys') return 'a mapping of keys and values is expected';
        return unknownKeys(issue.keys, known);
      },
    },
  );
  return z.preprocess((value, context) => {
    if (!isRawMap(value)) return value;
    if ('extensions' in value) context.addIssue(unknownKeys(['extensions'], known));
    return gatherExtensions(value);
  }, object);
}

/** How a problem names keys that are not known. */
export function unknownKeys(keys: readonly string[], known: readonly string[]): string {
  return keys.map((key) => `${key} is not known here; did you mean ${closest(key, known)}?`).join(' ');
}

function gatherExtensions(map: RawMap): Record<string, unknown> {
  const kept: Record<string, unknown> = emptyMap();
  let extensions: Record<string, Raw> | undefined;
  for (const key of Object.keys(map)) {
    const value = map[key] ?? null;
    if (key.startsWith('x-')) (extensions ??= emptyMap())[key] = value;
    else if (value !== null) kept[key] = value;
  }
  if (extensions !== undefined) kept['extensions'] = extensions;
  return kept;
}
