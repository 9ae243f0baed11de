import { z } from 'zod';

interface InputSchema {
  readonly type: 'object';
  readonly [key: string]: unknown;
}

/** JSON Schema (2020-12, which is the protocol's default and so not named) of a tool's arguments. */
export function toInputSchema(input: z.ZodObject): InputSchema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(input, { io: 'input' });
  return { ...schema, type: 'object' };
}

export interface ListOptions {
  /** a service has several instances, so that one must be chosen */
  readonly hasInstances: boolean;
  /** in a list so long that each tool may say little: without paging, words on arguments and defaults */
  readonly isTerse: boolean;
}

/**
 * The same as lists show it, where every byte is a model's: without bounds and strictness, which a call is checked
 * against anyway, and without words on the arguments that all tools share, which the server's instructions explain once.
 */
export function toListedSchema(input: z.ZodObject, { hasInstances, isTerse }: ListOptions): InputSchema {
  const { additionalProperties: _strict, properties: all, ...schema } = toInputSchema(input);
  const given = Properties.parse(all);
  const isPaged = 'cursor' in given;
  const properties = Object.entries(given)
    .filter(([name]) => (name !== 'instance' || hasInstances) && !(isTerse && isPaged && paging.has(name)))
    .map(([name, property]) => [name, isTerse || shared.has(name) ? wordless(lean(property)) : lean(property)]);
  // Also when there are none: some model APIs refuse an object schema without the word.
  return { ...schema, properties: Object.fromEntries(properties) as unknown };
}

const Property = z.looseObject({
  description: z.unknown().optional(),
  maximum: z.unknown().optional(),
  default: z.unknown().optional(),
});
const Properties = z.record(z.string(), Property);

const paging: ReadonlySet<string> = new Set(['limit', 'cursor']);

const shared: ReadonlySet<string> = new Set(['limit', 'cursor', 'confirmation_token', 'instance']);

const bounds: ReadonlySet<string> = new Set(['maxLength', 'minLength', 'pattern', 'minItems', 'maxItems', 'minimum']);

function lean(property: unknown): unknown {
  if (Array.isArray(property)) return property.map(lean);
  if (typeof property !== 'object' || property === null) return property;
  return Object.fromEntries(
    Object.entries(property)
      .filter(([name, value]) => !bounds.has(name) && !(name === 'maximum' && value === Number.MAX_SAFE_INTEGER))
      .map(([name, value]): [string, unknown] => [name, lean(value)]),
  );
}

function wordless(property: unknown): unknown {
  const { description: _words, maximum: _most, default: _usual, ...rest } = Property.parse(property);
  return rest;
}
