// Where a description does not say what the service sends. .NET writes an address as text, not as its parts.
const corrected: Readonly<Record<string, object>> = { HttpUri: { type: 'string', nullable: true } };

/** A schema of OpenAPI 3.0, or anything that holds such schemas, as JSON Schema has it. */
export function toJsonSchema(schema: object): object {
  const entries = Object.entries(schema).map(([key, value]): [string, unknown] => {
    if (key === '$ref' && typeof value === 'string') return [key, value.replace(/^#/, 'api#')];
    const known = corrected[key] ?? (value as unknown);
    return [key, convert(known)];
  });
  const { nullable, ...converted } = Object.fromEntries(entries);
  return nullable === true ? orNull(converted) : converted;
}

function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert);
  return typeof value === 'object' && value !== null ? toJsonSchema(value) : value;
}

function orNull(schema: Readonly<Record<string, unknown>>): object {
  // Without a type everything is allowed, null too.
  return Object.keys(schema).length === 0 ? schema : { anyOf: [schema, { type: 'null' }] };
}
