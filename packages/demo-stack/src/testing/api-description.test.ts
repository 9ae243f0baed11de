import { describe, expect, it } from 'vitest';

import { ApiDescription, checkCalls, checkedStandIn, lacksShared, loadApiDescription } from './api-description.ts';

const described = new ApiDescription({
  paths: {
    '/show/lookup': { get: { parameters: [{ name: 'term', in: 'query', required: true }] } },
    '/show/{id}': {
      get: {
        parameters: [
          { name: 'sort', in: 'query', schema: { $ref: '#/components/schemas/Order' } },
          { name: 'limit', in: 'query', schema: { type: 'integer' } },
          { name: 'full', in: 'query', schema: { type: 'boolean' } },
          { name: 'kinds', in: 'query', schema: { type: 'array', items: { $ref: '#/components/schemas/Order' } } },
        ],
        responses: { '200': { content: { 'application/json': { schema: { $ref: '#/components/schemas/Show' } } } } },
      },
      put: { requestBody: { content: { 'text/json': { schema: { $ref: '#/components/schemas/Show' } } } } },
    },
  },
  components: {
    schemas: {
      Order: { type: 'string', enum: ['up', 'down'] },
      Show: closed({
        title: { type: 'string', nullable: true },
        order: { $ref: '#/components/schemas/Order' },
        any: { nullable: true },
      }),
    },
  },
});

function closed(properties: object) {
  return { type: 'object', properties: { ...properties }, additionalProperties: false };
}

describe('checkAnswer', () => {
  it.each([{ title: 'x', order: 'up' }, { title: null, any: null }, { any: [1] }, {}])('takes %j', (body) => {
    expect(described.checkAnswer('GET', '/show/1', { status: 200, body })).toEqual([]);
  });

  it.each([
    [{ title: 1 }, 'title'],
    [{ order: null }, 'order'],
    [{ order: 'sideways' }, 'order'],
    [{ name: 'x' }, 'name'],
    [[], 'object'],
  ])('finds what is wrong in %j', (body, place) => {
    expect(described.checkAnswer('GET', '/show/1', { status: 200, body }).join('\n')).toContain(place);
  });

  it('holds another success against what is described of one, and says nothing of refusals', () => {
    expect(described.checkAnswer('GET', '/show/1', { status: 201, body: { name: 1 } })).toHaveLength(1);
    expect(described.checkAnswer('GET', '/show/1', { status: 404, body: { message: 'no' } })).toEqual([]);
  });
});

describe('checkRequest', () => {
  it.each([
    ['GET', '/show/lookup?term=x'],
    ['GET', '/show/7?sort=up&limit=5&full=true&kinds=up&kinds=down'],
  ])('takes %s %s', (method, url) => {
    expect(described.checkRequest(method, url)).toEqual([]);
  });

  it.each([
    ['GET', '/shows', undefined, 'not in the API description'],
    ['DELETE', '/show/7', undefined, 'not in the API description'],
    ['GET', '/show/lookup', undefined, 'term is missing'],
    ['GET', '/show/7?order=up', undefined, 'no query parameter order'],
    ['GET', '/show/7?sort=left', undefined, 'sort cannot be left'],
    ['GET', '/show/7?kinds=left', undefined, 'kinds cannot be left'],
    ['GET', '/show/7?limit=many', undefined, 'limit is a number'],
    ['GET', '/show/7?full=1', undefined, 'full is true or false'],
    ['GET', '/show/7', { title: 'x' }, 'takes no body'],
    ['PUT', '/show/7', { name: 'x' }, 'name'],
  ])('finds what is wrong in %s %s %j', (method, url, body, problem) => {
    expect(described.checkRequest(method, url, body).join('\n')).toContain(problem);
  });
});

describe('checkCalls', () => {
  it('takes calls that are as described, whatever their path parameters are called', () => {
    const calls = {
      get: {
        method: 'GET',
        path: '/show/{showId}',
        query: { sort: ['up', 'down'], limit: 'number', full: 'flag', kinds: 'list' },
      },
      put: { method: 'PUT', path: '/show/{id}', body: { title: 'text', order: ['up'] } },
    } as const;

    expect(checkCalls(calls, described)).toEqual([]);
  });

  it.each([
    [{ method: 'GET', path: '/show' }, 'is not in the API description'],
    [{ method: 'POST', path: '/show/{id}' }, 'is not in the API description'],
    [{ method: 'GET', path: '/show/{id}', query: { order: 'text' } }, 'query order does not exist'],
    [{ method: 'GET', path: '/show/{id}', query: { limit: 'text' } }, 'query limit is integer, not text'],
    [{ method: 'GET', path: '/show/{id}', query: { sort: ['up', 'left'] } }, 'query sort has no value left'],
    [{ method: 'GET', path: '/show/{id}', query: { kinds: ['left'] } }, 'query kinds has no value left'],
    [{ method: 'PUT', path: '/show/{id}', body: { name: 'text' } }, 'body name does not exist'],
    [{ method: 'PUT', path: '/show/{id}', body: { title: 'flag' } }, 'body title is string, not flag'],
  ] as const)('finds what is wrong in %j', (call, problem) => {
    const problems = checkCalls({ one: call }, described);

    expect(problems).toEqual([`one (${call.method} ${call.path}): ${problem}`]);
  });
});

describe('checkedStandIn', () => {
  it('answers as the stand-in does, and tells what is not as described on either side', async () => {
    const problems: string[] = [];
    const standIn = { fetch: () => Response.json({ name: 'x' }) };
    const checked = checkedStandIn(standIn, described, (problem) => problems.push(problem));

    const response = await checked.fetch(new Request('http://demo.test/show/1?order=up'));

    expect(await response.json()).toEqual({ name: 'x' });
    expect(problems).toEqual([expect.stringContaining('query parameter order'), expect.stringContaining('"name"')]);
  });
});

const files = ['sonarr-v3', 'radarr-v3', 'lidarr-v1', 'prowlarr-v1'].map((name) => `${name}.openapi.json`);

describe.skipIf(lacksShared)('loadApiDescription', () => {
  it.each(files)('reads %s, whose schemas all compile', (file) => {
    const version = file.includes('v3') ? 'v3' : 'v1';
    const description = loadApiDescription(file);

    expect(description.checkRequest('GET', `/api/${version}/health`)).toEqual([]);
    expect(description.checkAnswer('GET', `/api/${version}/health`, { status: 200, body: [{ id: 'x' }] })).toHaveLength(
      1,
    );
    expect(description.checkRequest('GET', `/api/${version}/indexer/1/x`)).toHaveLength(1);
  });
});
