import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import type { Tool } from '../../tools/define-tool.ts';
import { loadTools } from '../../tools/load-tools.ts';
import { selectTools } from '../../tools/select-tools.ts';
import { maxOperations } from './described-tools.ts';
import { createOpenApiDocument } from './openapi-document.ts';

const address = 'https://media.example.org';
const reading = loadTools().filter(({ annotations }) => annotations.readOnlyHint);

// What of OpenAPI 3.1 the description uses, strictly: whatever else it would hold is a mistake.
const Text = z.string().min(1);
const Json = <S extends z.ZodType>(schema: S) => z.strictObject({ 'application/json': z.strictObject({ schema }) });
const ObjectSchema = z.looseObject({ type: z.literal('object'), properties: z.record(z.string(), z.unknown()) });
const Operation = z.strictObject({
  operationId: z.string().regex(/^[a-z][a-z0-9_]{2,39}$/),
  summary: Text.max(300),
  description: Text.max(300).regex(/\.$/),
  'x-openai-isConsequential': z.literal(false),
  security: z.array(z.record(z.string(), z.array(z.enum(['read', 'admin'])))).min(1),
  requestBody: z.strictObject({ required: z.boolean(), content: Json(ObjectSchema) }),
  responses: z.strictObject({
    200: z.strictObject({ description: Text, content: Json(ObjectSchema) }),
    default: z.strictObject({
      description: Text,
      content: Json(z.strictObject({ $ref: z.literal('#/components/schemas/Refusal') })),
    }),
  }),
});
const Document = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({ title: Text, version: Text, description: Text }),
  servers: z.tuple([z.strictObject({ url: z.url() })]),
  paths: z.record(z.string().regex(/^\/api\/tools\/\w+$/), z.strictObject({ post: Operation })),
  components: z.strictObject({
    schemas: z.strictObject({ Refusal: ObjectSchema }),
    securitySchemes: z.strictObject({
      key: z.strictObject({ type: z.literal('http'), scheme: z.literal('bearer'), description: Text }),
      oauth: z
        .strictObject({
          type: z.literal('oauth2'),
          flows: z.strictObject({
            authorizationCode: z.strictObject({
              authorizationUrl: z.url(),
              tokenUrl: z.url(),
              refreshUrl: z.url(),
              scopes: z.record(z.string(), Text),
            }),
          }),
        })
        .optional(),
    }),
  }),
});

function documentOf(tools: readonly Tool[], issuer?: string): z.output<typeof Document> {
  return Document.parse(createOpenApiDocument({ version: '1.2.3', isDemo: false, server: address, issuer, tools }));
}

function operationOf(name: string, issuer?: string): z.output<typeof Operation> {
  const tool = reading.find((each) => each.name === name);
  return documentOf([tool!], issuer).paths[`/api/tools/${name}`]!.post;
}

/** Every part of a schema that describes an object. */
function objectSchemas(schema: unknown): object[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'type' in schema && schema.type === 'object' ? [schema] : [];
  return [...own, ...Object.values(schema).flatMap(objectSchemas)];
}

describe('the OpenAPI document', () => {
  it('has an operation for each tool, named like it', () => {
    const { paths, servers } = documentOf(reading);

    expect(servers).toEqual([{ url: address }]);
    expect(Object.entries(paths).map(([path, { post }]) => [path, post.operationId])).toEqual(
      reading.map(({ name }) => [`/api/tools/${name}`, name]),
    );
  });

  it.each(reading.map(({ name }) => [name]))('describes the arguments of %s as JSON Schema 2020-12', (name) => {
    const { schema } = operationOf(name).requestBody.content['application/json'];
    const ajv = new Ajv2020({ strict: false });

    expect(ajv.validateSchema(schema)).toBe(true);
    expect(JSON.stringify(schema)).not.toContain('$ref');
  });

  it('tells of every object which properties it has, as ChatGPT wants it', () => {
    const objects = objectSchemas(documentOf(reading, address));

    expect(objects.length).toBeGreaterThan(reading.length);
    expect(objects.filter((schema) => !('properties' in schema))).toEqual([]);
  });

  it('demands a body where an argument is required', () => {
    expect(operationOf('log_search').requestBody.required).toBe(true);
    expect(operationOf('overview_get').requestBody.required).toBe(false);
  });

  it('keeps whole sentences of a long description', () => {
    const tool = { ...reading[0]!, description: `Shows things. ${'It goes on and on. '.repeat(30).trim()}` };

    const { description } = documentOf([tool]).paths[`/api/tools/${tool.name}`]!.post;

    expect(description).toMatch(/^Shows things\. .* on\.$/);
    expect(description.length).toBeGreaterThan(270);
  });

  it('asks for a key, and names no authorization server while there is none', () => {
    expect(documentOf(reading).components.securitySchemes).not.toHaveProperty('oauth');
    expect(operationOf('overview_get').security).toEqual([{ key: [] }]);
  });

  it('names the authorization server, and of its scopes those that the tools need', () => {
    const { oauth } = documentOf(reading, 'https://auth.example.org').components.securitySchemes;

    expect(oauth?.flows.authorizationCode).toEqual({
      authorizationUrl: 'https://auth.example.org/oauth/authorize',
      tokenUrl: 'https://auth.example.org/oauth/token',
      refreshUrl: 'https://auth.example.org/oauth/token',
      scopes: { read: expect.any(String) as string, admin: expect.any(String) as string },
    });
    expect(operationOf('overview_get', address).security).toEqual([{ key: [] }, { oauth: ['read'] }]);
    expect(operationOf('audit_list', address).security).toEqual([{ key: [] }, { oauth: ['admin'] }]);
  });

  it('says first of all that a demo is one', () => {
    const parts = { version: '1', server: address, issuer: undefined, tools: reading };

    expect(Document.parse(createOpenApiDocument({ ...parts, isDemo: true })).info.description).toMatch(
      /^This is a demo/,
    );
  });

  it('has room for the default tools of everything that can be set up', () => {
    const { listed } = selectTools(loadTools(), { toolsets: ['default'], readOnly: true });

    expect(listed.length).toBeGreaterThan(15);
    expect(listed.length).toBeLessThanOrEqual(maxOperations);
  });
});
