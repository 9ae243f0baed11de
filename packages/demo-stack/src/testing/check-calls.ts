import type { ApiDescription } from './open-api.ts';
import { type JsonSchema, schemaOf } from './open-api-document.ts';

/** A call as a client declares it; the same form as arr-mcp's ServiceCall. */
export interface DeclaredCall {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, DeclaredKind>>;
  readonly body?: Readonly<Record<string, DeclaredKind>>;
}

export type DeclaredKind = 'text' | 'number' | 'flag' | 'list' | 'object' | readonly string[];

const typesOf: Readonly<Record<string, readonly string[]>> = {
  text: ['string'],
  number: ['integer', 'number'],
  flag: ['boolean'],
  list: ['array'],
  object: ['object'],
};

// A command's own parameters stand beside its name in the body, and are not described anywhere.
const undescribedBody = /^\/api\/v\d\/command$/;

/** Holds a client's whole table of calls against the API description: paths, names, kinds and listed values. */
export function checkCalls(calls: Readonly<Record<string, DeclaredCall>>, description: ApiDescription): string[] {
  return Object.entries(calls).flatMap(([name, call]) =>
    callProblems(call, description).map((problem) => `${name} (${call.method} ${call.path}): ${problem}`),
  );
}

function callProblems({ method, path, query = {}, body = {} }: DeclaredCall, description: ApiDescription): string[] {
  const operation = description.operationOf(method, path);
  if (operation === undefined) return ['is not in the API description'];
  const parameters = (operation.parameters ?? []).filter((each) => each.in === 'query');
  const queries = new Map(parameters.map(({ name, schema = {} }) => [name, schema]));
  const fields = propertiesOf(schemaOf(operation.requestBody) ?? {}, description);
  const bodyNames = Object.entries(body).filter(([name]) => fields.has(name) || !undescribedBody.test(path));
  return [
    ...Object.entries(query).flatMap(([name, kind]) => kindProblems(`query ${name}`, kind, find(queries, name))),
    ...bodyNames.flatMap(([name, kind]) => kindProblems(`body ${name}`, kind, find(fields, name))),
  ];

  function find(known: ReadonlyMap<string, JsonSchema>, name: string): JsonSchema | undefined {
    const schema = known.get(name);
    return schema === undefined ? undefined : flat(schema, description);
  }
}

function kindProblems(what: string, kind: DeclaredKind, schema: JsonSchema | undefined): string[] {
  if (schema === undefined) return [`${what} does not exist`];
  if (typeof kind !== 'string') {
    const known = schema.enum ?? schema.items?.enum;
    return known === undefined
      ? []
      : kind.filter((value) => !known.includes(value)).map((value) => `${what} has no value ${value}`);
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  const fits = types.length === 0 || types.some((type) => typesOf[kind]?.includes(type) === true);
  return fits ? [] : [`${what} is ${types.join(' or ')}, not ${kind}`];
}

// With the reference of a list's items followed too.
function flat(schema: JsonSchema, description: ApiDescription): JsonSchema {
  const resolved = description.resolve(schema);
  return resolved.items === undefined ? resolved : { ...resolved, items: description.resolve(resolved.items) };
}

/** The fields that an object, or each object of a list, may have. */
function propertiesOf(schema: JsonSchema, description: ApiDescription): Map<string, JsonSchema> {
  const { properties = {}, items, allOf = [], oneOf = [], anyOf = [] } = description.resolve(schema);
  const parts = [...allOf, ...oneOf, ...anyOf, ...(items === undefined ? [] : [items])];
  return new Map([...parts.flatMap((part) => [...propertiesOf(part, description)]), ...Object.entries(properties)]);
}
