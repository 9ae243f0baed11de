import { z } from 'zod';

/**
 * An argument with many fields of which few are ever given: lists name them in words, which cost a model a third of
 * their schema; a call is checked against the schema.
 * @param words the names of the fields
 */
export function changesInput<Changes extends z.ZodType>(changes: Changes, words: string) {
  return z.unknown().meta({ type: 'object', description: words }).pipe(changes);
}
