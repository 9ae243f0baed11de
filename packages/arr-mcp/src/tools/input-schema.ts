import { z } from 'zod';

/** JSON Schema (2020-12, which is the protocol's default and so not named) of a tool's arguments. */
export function toInputSchema(input: z.ZodObject): { type: 'object'; [key: string]: unknown } {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(input, { io: 'input' });
  return { ...schema, type: 'object' };
}
