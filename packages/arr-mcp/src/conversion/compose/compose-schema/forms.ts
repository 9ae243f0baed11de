import { z } from 'zod';

import { AppError } from '../../../errors.ts';
import { isRawMap } from '../raw-tree.ts';

interface Forms<Text, List, Map> {
  readonly text?: z.ZodType<Text>;
  readonly list?: z.ZodType<List>;
  readonly map?: z.ZodType<Map>;
}

/**
 * What may be written as a text, as a list or as a mapping. Each has a schema of its own, chosen by what is there, so
 * that a problem is told in the words of the form that was meant.
 */
export function forms<Text = never, List = never, Map = never>(expected: string, options: Forms<Text, List, Map>) {
  return z.unknown().transform((value, context): Text | List | Map => {
    const schema = formOf(value, options);
    if (schema === undefined) {
      context.addIssue(expected);
      return z.NEVER;
    }
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
    }
    return z.NEVER;
  });
}

function formOf<Text, List, Map>(value: unknown, { text, list, map }: Forms<Text, List, Map>) {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return list;
  return isRawMap(value) ? map : undefined;
}

/** A text that a function reads; what it throws is the problem. */
export function readText<Out>(read: (text: string) => Out, expected = 'a text is expected') {
  return z.string({ error: expected }).transform((text, context): Out => {
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      context.addIssue(error.message);
      return z.NEVER;
    }
  });
}

/** A text that becomes something else; undefined is the problem that `expected` names. */
export function textAs<Out>(expected: string, read: (text: string) => Out | undefined) {
  return z.string({ error: expected }).transform((text, context): Out => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue(`${expected}, not ${JSON.stringify(text.slice(0, 80))}`);
    return z.NEVER;
  });
}
