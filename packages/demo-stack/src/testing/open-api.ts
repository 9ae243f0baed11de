import { Ajv, type ErrorObject } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';

import { type JsonSchema, type OpenApiDocument, type Operation, schemaOf } from './open-api-document.ts';
import { toJsonSchema } from './open-api-schema.ts';
import { PathTable } from './path-table.ts';

/** What a service's own API description says of calls and answers; each check gives the problems, in words. */
export class ApiDescription {
  readonly #paths: PathTable;
  readonly #components: Readonly<Record<string, JsonSchema>>;
  readonly #ajv: Ajv;

  constructor(document: OpenApiDocument) {
    this.#paths = new PathTable(document.paths);
    this.#components = document.components?.schemas ?? {};
    // Numbers of .NET have formats that JSON has not; TimeSpan is written as d.hh:mm:ss.fffffff.
    const formats = { ...fullFormats, 'date-span': /^-?(\d+\.)?\d{2}:\d{2}:\d{2}(\.\d+)?$/ };
    this.#ajv = new Ajv({ strict: false, allErrors: true, formats });
    this.#ajv.addSchema({ $id: 'api', components: { schemas: toJsonSchema(this.#components) } });
  }

  /** @param path of a request, without its base and its query */
  checkAnswer(method: string, path: string, { status, body }: { status: number; body: unknown }): string[] {
    const operation = this.#paths.operation(method, path);
    if (operation === undefined) return [`${method} ${path} is not in the API description`];
    const schema = answerSchema(operation, status);
    return schema === undefined ? [] : this.#problems(schema, body).map((text) => `${method} ${path}: ${text}`);
  }

  /** @param url of which the path and the query count */
  checkRequest(method: string, url: string, body?: unknown): string[] {
    const { pathname, searchParams } = new URL(url, 'http://described.test');
    const operation = this.#paths.operation(method, pathname);
    if (operation === undefined) return [`${method} ${pathname} is not in the API description`];
    const problems = [...this.#queryProblems(operation, searchParams), ...this.#bodyProblems(operation, body)];
    return problems.map((text) => `${method} ${pathname}: ${text}`);
  }

  /** What is described of a path as it is written in the description, whatever its parameters are called. */
  operationOf(method: string, template: string): Operation | undefined {
    return this.#paths.byTemplate(method, template);
  }

  /** The schema itself, where another one only refers to it. */
  resolve(schema: JsonSchema): JsonSchema {
    const name = schema.$ref?.split('/').at(-1);
    const target = name === undefined ? undefined : this.#components[name];
    return target === undefined ? schema : this.resolve(target);
  }

  #queryProblems({ parameters = [] }: Operation, query: URLSearchParams): string[] {
    const known = new Map(parameters.filter((each) => each.in === 'query').map((each) => [each.name, each]));
    const lacking = [...known.values()].filter(({ name, required }) => required === true && !query.has(name));
    const wrong = [...query].flatMap(([name, value]) => {
      const { schema } = known.get(name) ?? {};
      if (!known.has(name)) return [`there is no query parameter ${name}`];
      return schema === undefined ? [] : this.#valueProblems(name, this.resolve(schema), value);
    });
    return [...lacking.map(({ name }) => `the query parameter ${name} is missing`), ...wrong];
  }

  #valueProblems(name: string, schema: JsonSchema, value: string): string[] {
    const item = schema.type === 'array' ? this.resolve(schema.items ?? {}) : schema;
    if (item.enum !== undefined && !item.enum.some((each) => String(each) === value))
      return [`${name} cannot be ${value}`];
    const isNumber = item.type === 'integer' || item.type === 'number';
    if (isNumber && !/^-?\d+(\.\d+)?$/.test(value)) return [`${name} is a number, not ${value}`];
    if (item.type === 'boolean' && !/^(true|false)$/i.test(value)) return [`${name} is true or false, not ${value}`];
    return [];
  }

  #bodyProblems({ requestBody }: Operation, body: unknown): string[] {
    if (body === undefined) return [];
    const schema = schemaOf(requestBody);
    if (schema === undefined) return requestBody === undefined ? ['it takes no body'] : [];
    return this.#problems(schema, body);
  }

  #problems(schema: JsonSchema, value: unknown): string[] {
    const validate = this.#ajv.compile(toJsonSchema(schema));
    if (validate(value)) return [];
    return (validate.errors ?? []).slice(0, 20).map(toWords);
  }
}

// A refusal is seldom described; what is described of one success holds for another one.
function answerSchema({ responses = {} }: Operation, status: number): JsonSchema | undefined {
  const own = schemaOf(responses[String(status)]);
  if (own !== undefined || status >= 300) return own;
  return Object.entries(responses)
    .filter(([code]) => code.startsWith('2'))
    .map(([, response]) => schemaOf(response))
    .find((schema) => schema !== undefined);
}

function toWords({ instancePath, message = 'is wrong', params }: ErrorObject): string {
  const place = instancePath === '' ? 'the whole' : instancePath.slice(1).replaceAll('/', '.');
  return `${place} ${message} ${JSON.stringify(params)}`;
}
