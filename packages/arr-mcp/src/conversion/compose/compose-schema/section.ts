import { closest } from 'fastest-levenshtein';
import { z } from 'zod';

import { type Raw, emptyMap, isRawMap } from '../raw-tree.ts';

/** `x-` keys, as they stand. */
interface Extended {
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * A mapping with known keys. A key without a value counts as not there, `x-` keys are gathered in `extensions`, and any
 * other key is a problem that names the nearest known one. Only the keys that are there are looked at: a service has
 * five of a hundred.
 */
export function section<Shape extends z.ZodRawShape>(shape: Shape) {
  const schemas = new Map<string, z.core.$ZodType>(Object.entries(shape));
  const known = [...schemas.keys()];
  const needed = known.filter((key) => !(schemas.get(key) instanceof z.ZodExactOptional));
  return z.unknown().transform((map, context): z.output<z.ZodObject<Shape>> & Extended => {
    if (!isRawMap(map)) {
      context.addIssue('a mapping of keys and values is expected');
      return z.NEVER;
    }
    const result: Record<string, unknown> = {};
    let extensions: Record<string, Raw> | undefined;
    const read = (key: string, schema: z.core.$ZodType, value: Raw | undefined): void => {
      const { data, error } = z.safeParse(schema, value);
      for (const { path, message } of error?.issues ?? []) {
        context.addIssue({ code: 'custom', path: [key, ...path], message });
      }
      result[key] = data;
    };
    for (const key of Object.keys(map)) {
      const value = map[key] ?? null;
      const schema = schemas.get(key);
      if (key.startsWith('x-')) (extensions ??= emptyMap())[key] = value;
      else if (schema === undefined) context.addIssue(unknownKeys([key], known));
      else if (value !== null) read(key, schema, value);
    }
    for (const key of needed) if ((map[key] ?? null) === null) read(key, schemas.get(key) ?? z.never(), undefined);
    if (extensions !== undefined) result['extensions'] = extensions;
    // Each key was read by its own schema of the shape that the type is made of.
    return result as z.output<z.ZodObject<Shape>> & Extended;
  });
}

/** How a problem names keys that are not known. */
export function unknownKeys(keys: readonly string[], known: readonly string[]): string {
  return keys
    .map((key) => `${key.slice(0, 80)} is not known here; did you mean ${closest(key.slice(0, 80), known)}?`)
    .join(' ');
}
