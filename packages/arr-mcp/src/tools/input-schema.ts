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
}

/**
 * The same as lists show it, where every byte is a model's: without bounds and strictness, which a call is checked
 * against anyway, and without words on the arguments that all tools share, which the server's instructions explain once.
 */
export function toListedSchema(input: z.ZodObject, { hasInstances }: ListOptions): InputSchema {
  const { additionalProperties: _strict, properties: all, ...schema } = toInputSchema(input);
  const properties = Object.entries(Properties.parse(all))
    .filter(([name]) => name !== 'instance' || hasInstances)
    .map(([name, property]) => [name, shared.has(name) ? wordless(lean(property)) : lean(property)]);
  return properties.length === 0 ? schema : { ...schema, properties: Object.fromEntries(properties) as unknown };
}

const Property = z.looseObject({
  description: z.unknown().optional(),
  maximum: z.unknown().optional(),
  default: z.unknown().optional(),
});
const Properties = z.record(z.string(), Property);

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
