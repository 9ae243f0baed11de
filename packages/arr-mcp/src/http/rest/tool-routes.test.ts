import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { KeyStore } from '../../storage/key-store.ts';
import { openStateDatabase } from '../../storage/state-database.ts';
import { type TestApp, createTestApp, testKey } from '../../testing/test-app.ts';
import { type KeyRights, createNamedKey } from '../auth/named-keys.ts';

let folder: string;
let app: TestApp;
let database: DatabaseSync;
let store: KeyStore;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tool-routes-'));
  app = await createTestApp({ ARR_MCP_DATA_DIR: folder });
  database = openStateDatabase(join(folder, 'state.db'));
  store = new KeyStore(database);
});

afterAll(async () => {
  database.close();
  await app.close();
  rmSync(folder, { recursive: true });
});

afterEach(() => store.list().forEach(({ name }) => store.revoke(name, new Date().toISOString())));

function keyWith(rights: Partial<KeyRights>): string {
  return createNamedKey(store, { name: 'laptop', scopes: ['read'], ...rights });
}

interface Request {
  readonly body?: object | string;
  readonly key?: string;
  readonly headers?: Record<string, string>;
  readonly to?: TestApp;
}

async function call(name: string, { body, key = testKey, headers = {}, to = app }: Request = {}) {
  return to.server.app.inject({
    method: 'POST',
    url: `/api/tools/${name}`,
    headers: { authorization: `Bearer ${key}`, ...headers },
    ...(body === undefined ? {} : { payload: body }),
  });
}

const json = { 'content-type': 'application/json' };

describe('POST /api/tools/{name}', () => {
  it('answers what the tool answers over MCP', async () => {
    const args = { query: 'logs', limit: 3 };
    const overMcp = await app.server.app.inject({
      method: 'POST',
      url: '/mcp/readonly',
      headers: { authorization: `Bearer ${testKey}`, accept: 'application/json, text/event-stream' },
      payload: { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'find_tools', arguments: args } },
    });

    const answer = await call('find_tools', { body: args });

    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json<{ tools: object[] }>().tools).toHaveLength(3);
    expect(answer.json()).toEqual(overMcp.json<{ result: { structuredContent: object } }>().result.structuredContent);
  });

  it.each([
    ['no body', {}],
    ['an empty body that is called JSON', { body: '', headers: json }],
    ['no arguments', { body: {} }],
  ])('takes %s for no arguments', async (_what, request) => {
    expect((await call('job_list', request)).json()).toEqual({ items: [], total: 0 });
  });

  it('reaches through the finder what reads, and nothing else', async () => {
    const passedOn = (name: string) => call('call_read_tool', { body: { name, arguments: {} } });

    expect((await passedOn('job_list')).json()).toEqual({ items: [], total: 0 });
    expect(await passedOn('container_restart')).toMatchObject({ statusCode: 403 });
    const found = await call('find_tools', { body: { query: 'container', limit: 50 } });
    expect(found.json<{ tools: { class: string }[] }>().tools.filter((tool) => tool.class !== 'read')).toEqual([]);
  });

  it.each([
    ['container_restart', { body: { name: 'sonarr' } }, 403, 'read_only', /container_restart writes, .*\/mcp/],
    ['container_remove', {}, 403, 'read_only', /container_remove writes/],
    ['call_write_tool', { body: { name: 'container_restart' } }, 403, 'read_only', /call_write_tool writes/],
    ['container_lst', {}, 404, 'not_found', /nearest is container_list/],
    ['__proto__', {}, 404, 'not_found', /no allowed tool/],
    ['container_list', { body: { stat: 'up' } }, 400, 'invalid_argument', /unknown argument .*stat/],
    ['log_search', {}, 400, 'invalid_argument', /query/],
    ['job_list', { body: [{}] }, 400, 'invalid_argument', /expected object/],
    ['job_list', { body: '{"a":', headers: json }, 400, 'invalid_argument', /JSON/],
    ['job_list', { body: '{"__proto__":{"a":1}}', headers: json }, 400, 'invalid_argument', /JSON/],
    ['job_list', { body: `${'['.repeat(70)}${']'.repeat(70)}`, headers: json }, 400, 'invalid_argument', /deeper/],
    ['job_list', { body: `"${'a'.repeat(1024 * 1024)}"`, headers: json }, 413, 'invalid_argument', /too large/],
    [
      'job_list',
      { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'invalid_argument',
      /Send Content-Type: application\/json/,
    ],
    ['job_list', { body: '{}', headers: { 'content-type': 'text/plain' } }, 415, 'invalid_argument', /Media Type/],
    ['job_list', { headers: { 'x-mcp-exclude-tools': 'job_list' } }, 403, 'read_only', /excluded/],
    ['job_list', { headers: { origin: 'https://evil.example' } }, 403, 'refused', /Origin/],
    ['job_list', { headers: { authorization: '' } }, 401, 'unauthorized', /a key is needed/],
    ['job_list', { key: 'a-wrong-key-0123456789' }, 401, 'unauthorized', /wrong/],
    ['container_list', {}, 503, 'unavailable', /ARR_MCP_CONTAINER_RUNTIME/],
    ['job_get', { body: { job_id: 'no-such-job' } }, 404, 'not_found', /job/],
  ] as const)('refuses %s with %j by the status %i', async (name, request, status, code, words) => {
    const answer = await call(name, request);

    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ error: { code, message: expect.any(String) as string } });
    expect(answer.body).toMatch(words);
  });

  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'] as const)('answers POST alone, and not %s', async (method) => {
    const headers = { authorization: `Bearer ${testKey}` };
    const answer = await app.server.app.inject({ method, url: '/api/tools/job_list', headers });

    expect(answer).toMatchObject({ statusCode: 405, headers: { allow: 'POST' } });
    expect((await app.server.app.inject({ method, url: '/api/tools/job_list' })).statusCode).toBe(401);
  });

  it('writes down who called what', async () => {
    await call('job_list', { key: keyWith({}) });

    const lines = app.log.map((line) => JSON.parse(line) as object);
    expect(lines).toContainEqual(
      expect.objectContaining({ msg: 'tool called', tool: 'job_list', caller: 'laptop', outcome: 'ok' }),
    );
  });

  it('asks who calls for a scope that is missing, by challenge', async () => {
    const key = keyWith({ scopes: ['read'] });
    const passedOn = { key, body: { name: 'audit_list', arguments: {} } };

    for (const answer of [await call('audit_list', { key }), await call('call_read_tool', passedOn)]) {
      expect(answer.statusCode).toBe(403);
      expect(answer.headers['www-authenticate']).toBe('Bearer error="insufficient_scope", scope="admin"');
      expect(answer.json()).toMatchObject({ error: { code: 'insufficient_scope' } });
    }
    expect(await call('audit_list')).toMatchObject({ statusCode: 200 });
  });

  it('keeps a key to its toolsets', async () => {
    const key = keyWith({ toolsets: ['logs'] });

    expect((await call('log_list', { key })).statusCode).toBe(200);
    expect((await call('container_list', { key })).json()).toMatchObject({
      error: { code: 'refused', message: expect.stringContaining('outside the toolsets of this key') as string },
    });
  });

  it('names no nearest tool where none is left', async () => {
    const key = keyWith({ toolsets: ['logs'] });
    const answer = await call('nope', { key, headers: { 'x-mcp-toolsets': 'units' } });

    expect(answer.json()).toMatchObject({
      error: { code: 'not_found', hint: expect.stringMatching(/no tool\.$/) as string },
    });
  });

  it('keeps to what the operator allows', async () => {
    const own = await createTestApp({ ARR_MCP_TOOLSETS: 'logs' });

    expect((await call('log_list', { to: own })).statusCode).toBe(200);
    expect((await call('container_list', { to: own })).statusCode).toBe(404);
    await own.close();
  });

  it('counts with the calls over MCP, refused ones too', async () => {
    const own = await createTestApp({ ARR_MCP_RATE_LIMIT: '1' });
    const overMcp = () =>
      own.server.app.inject({
        method: 'POST',
        url: '/mcp',
        headers: { authorization: `Bearer ${testKey}`, accept: 'application/json, text/event-stream' },
        payload: { jsonrpc: '2.0', id: 1, method: 'ping' },
      });

    const first = await overMcp();
    const second = await call('container_restart', { to: own });
    const third = await call('job_list', { to: own });

    expect([first, second, third].map(({ statusCode }) => statusCode)).toEqual([200, 403, 429]);
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    expect(third.json()).toMatchObject({ error: { code: 'rate_limited' } });
    await own.close();
  });

  it('ends what it asked of a service when its caller leaves', async () => {
    const sonarr = await silentSonarr();
    const own = await createTestApp({ SONARR_URL: sonarr.url, SONARR_API_KEY: 'a-key-of-sonarr' });
    const leaving = new AbortController();
    const answer = fetch(new URL('/api/tools/sonarr_get_tags', await own.listen()), {
      method: 'POST',
      headers: { authorization: `Bearer ${testKey}` },
      signal: leaving.signal,
    }).catch(() => 'left');

    await sonarr.asked;
    leaving.abort();

    expect(await answer).toBe('left');
    await sonarr.left;
    await own.close();
    expect(own.log.join('')).toContain('"tool":"sonarr_get_tags","caller":"admin key","outcome":"cancelled"');
    sonarr.close();
  });
});

/** A Sonarr that is asked for its tags and never answers. */
async function silentSonarr() {
  const asked = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  const server = createServer(({ url = '' }, response) => {
    if (!url.includes('/tag')) {
      response.writeHead(404).end();
      return;
    }
    response.once('close', left.resolve);
    asked.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => void server.close();
  return { url: `http://127.0.0.1:${port}`, asked: asked.promise, left: left.promise, close };
}
