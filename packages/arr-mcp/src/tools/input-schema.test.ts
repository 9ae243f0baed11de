import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { toInputSchema, toListedSchema } from './input-schema.ts';
import { pageInput } from './paging.ts';
import { instanceInput } from './service-access.ts';

const input = z.strictObject({
  title: z.string().min(1).max(200).describe('Its name.'),
  kind: z.enum(['a', 'b']).default('a'),
  ids: z.array(z.int().min(1)).max(50).optional(),
  ...instanceInput,
  ...pageInput,
});

describe('toListedSchema', () => {
  it('leaves out what a model need not read', () => {
    expect(toListedSchema(input, { hasInstances: false, isTerse: false })).toEqual({
      type: 'object',
      properties: {
        title: { type: 'string', description: 'Its name.' },
        kind: { type: 'string', enum: ['a', 'b'], default: 'a' },
        ids: { type: 'array', items: { type: 'integer' } },
        limit: { type: 'integer' },
        cursor: { type: 'string' },
      },
      required: ['title'],
    });
  });

  it('is barer still in a long list', () => {
    expect(toListedSchema(input, { hasInstances: false, isTerse: true })).toEqual({
      type: 'object',
      properties: {
        title: { type: 'string' },
        kind: { type: 'string', enum: ['a', 'b'] },
        ids: { type: 'array', items: { type: 'integer' } },
      },
      required: ['title'],
    });
  });

  it("keeps a limit that is no page's", () => {
    const { properties } = toListedSchema(z.strictObject({ limit: z.int() }), { hasInstances: false, isTerse: true });

    expect(properties).toEqual({ limit: { type: 'integer' } });
  });

  it('shows that an instance can be chosen where there are several', () => {
    const { properties } = toListedSchema(input, { hasInstances: true, isTerse: false });

    expect(properties).toHaveProperty('instance', { type: 'string' });
  });

  it('shows a tool without arguments as one', () => {
    expect(toListedSchema(z.strictObject({}), { hasInstances: false, isTerse: false })).toEqual({
      type: 'object',
      properties: {},
    });
  });
});

describe('toInputSchema', () => {
  it('has everything that a call is checked against', () => {
    expect(toInputSchema(input)).toMatchObject({
      additionalProperties: false,
      properties: { title: { maxLength: 200 }, limit: { maximum: 100 } },
    });
  });
});
