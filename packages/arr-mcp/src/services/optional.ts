import type { z } from 'zod';

/** A field that a service may leave out or send as null; both are absent for us. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value): z.output<Schema> | undefined => value ?? undefined);
}
