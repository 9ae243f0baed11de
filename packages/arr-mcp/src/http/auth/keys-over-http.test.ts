import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import type { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { KeyStore } from '../../storage/key-store.ts';
import { openStateDatabase } from '../../storage/state-database.ts';
import { type TestApp, createTestApp, testKey } from '../../testing/test-app.ts';
import { type KeyRights, createNamedKey } from './named-keys.ts';

let folder: string;
let app: TestApp;
let database: DatabaseSync;
let store: KeyStore;

// The database is opened a second time, as the command line does while the server runs.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keys-over-http-'));
  app = await createTestApp({ ARR_MCP_DATA_DIR: folder, ARR_MCP_LEGACY_SSE: 'true' });
  database = openStateDatabase(join(folder, 'state.db'));
  store = new KeyStore(database);
});

afterAll(async () => {
  database.close();
  await app.close();
  rmSync(folder, { recursive: true });
});

afterEach(() => store.list().forEach(({ name }) => store.revoke(name, new Date().toISOString())));

function create(rights: Partial<KeyRights> = {}): string {
  return createNamedKey(store, { name: 'laptop', scopes: ['read'], ...rights });
}

interface Options {
  readonly url?: string;
  readonly from?: string;
}

async function rpc(key: string, message: object, { url = '/mcp', from = '127.0.0.1' }: Options = {}) {
  return app.server.app.inject({
    method: 'POST',
    url,
    remoteAddress: from,
    headers: { authorization: `Bearer ${key}`, accept: 'application/json, text/event-stream' },
    payload: message,
  });
}

function toolCall(name: string, args: object = {}) {
  return { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } };
}

async function listed(key: string, url?: string): Promise<string[]> {
  const answer = await rpc(key, { jsonrpc: '2.0', id: 1, method: 'tools/list' }, url === undefined ? {} : { url });
  return answer.json<{ result: { tools: { name: string }[] } }>().result.tools.map(({ name }) => name);
}

describe('a named key', () => {
  it('lists what its scopes and toolsets cover, each key its own at one address', async () => {
    const reading = create();
    const writing = create({ name: 'writer', scopes: ['write'] });
    const bound = create({ name: 'bound', scopes: ['write'], toolsets: ['containers'] });
    const atFull = '/mcp/x/full';

    for (let time = 0; time < 2; time += 1) {
      const [all, r, w, b] = await Promise.all([testKey, reading, writing, bound].map((key) => listed(key, atFull)));
      expect(all).toEqual(expect.arrayContaining(['unit_stop', 'audit_list', 'container_restart', 'container_list']));
      expect(w).toEqual(expect.arrayContaining(['container_restart', 'container_list', 'unit_list']));
      expect(w).not.toContain('unit_stop');
      expect(r).toEqual(expect.arrayContaining(['container_list', 'unit_list']));
      expect(r).not.toContain('container_restart');
      expect(r).not.toContain('audit_list');
      expect(b!.filter((name) => !/^(?:container|job)_/.test(name))).toEqual([
        'call_read_tool',
        'call_write_tool',
        'describe_tool',
        'find_tools',
      ]);
    }
  });

  it('is revoked while the server runs, and the next request is refused', async () => {
    const key = create();
    expect((await rpc(key, toolCall('find_tools'))).statusCode).toBe(200);

    store.revoke('laptop', new Date().toISOString());
    const answer = await rpc(key, toolCall('find_tools'));

    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="arr-mcp"');
    expect(answer.json()).toMatchObject({
      error: { message: expect.stringContaining('laptop was revoked') as string },
    });
  });

  it('that has expired says so to who has it, and to nobody else', async () => {
    const key = create({ expires: '2026-01-01T00:00:00.000Z' });

    const [right, wrong] = await Promise.all(
      [key, `${key.slice(0, -3)}AAA`].map((each) => rpc(each, toolCall('find_tools'))),
    );

    expect(right!.json()).toMatchObject({ error: { message: 'the key laptop expired at 2026-01-01T00:00:00.000Z' } });
    expect(wrong!.json()).toMatchObject({ error: { message: 'the key is wrong' } });
  });

  it('is in the audit by its name', async () => {
    await rpc(create({ scopes: ['write'] }), toolCall('container_restart', { name: 'sonarr' }));

    const answer = await rpc(testKey, toolCall('audit_list', { limit: 1 }));

    expect(answer.body).toContain('container_restart');
    expect(answer.json<{ result: { structuredContent: object } }>().result.structuredContent).toMatchObject({
      items: [{ who: 'laptop', tool: 'container_restart' }],
    });
  });

  it('is never logged', async () => {
    const key = create();
    await rpc(key, toolCall('find_tools'));
    await app.server.app.inject(`/?key=${key}`);
    await rpc(`${key}x`, toolCall('find_tools'));

    expect(app.log.join('')).not.toContain(key.slice(-43));
  });
});

describe('a call that lacks a scope', () => {
  const restart = toolCall('container_restart', { name: 'sonarr' });
  const stopUnit = toolCall('unit_stop', { unit: 'sonarr' });

  it.each([
    ['a tool of more scope', ['read'] as const, restart, 'write'],
    ['a tool that decides what the host runs', ['write'] as const, stopUnit, 'admin'],
    ['the finder, for such a tool', ['write'] as const, toolCall('call_write_tool', { name: 'unit_stop' }), 'admin'],
    ['a batch with such a call', ['read'] as const, [toolCall('find_tools'), restart], 'write'],
  ])('is answered 403 and the scope: %s', async (_what, scopes, message, scope) => {
    const answer = await rpc(create({ scopes }), message);

    expect(answer.statusCode).toBe(403);
    expect(answer.headers['www-authenticate']).toBe(`Bearer error="insufficient_scope", scope="${scope}"`);
    expect(answer.json()).toMatchObject({ error: { code: 'insufficient_scope' } });
  });

  it('counts among the calls of its key', async () => {
    const own = await createTestApp({ ARR_MCP_DATA_DIR: join(folder, 'slow'), ARR_MCP_RATE_LIMIT: '1' });
    const ownDatabase = openStateDatabase(join(folder, 'slow', 'state.db'));
    const key = createNamedKey(new KeyStore(ownDatabase), { name: 'laptop', scopes: ['read'] });
    const headers = { authorization: `Bearer ${key}`, accept: 'application/json, text/event-stream' };
    const statuses = [];
    for (let count = 0; count < 3; count += 1)
      statuses.push(
        (await own.server.app.inject({ method: 'POST', url: '/mcp', headers, payload: restart })).statusCode,
      );

    expect(statuses).toEqual([403, 403, 429]);
    ownDatabase.close();
    await own.close();
  });

  it.each([
    [
      'outside the toolsets of the key',
      { scopes: ['write'], toolsets: ['logs'] } as const,
      '/mcp',
      /outside the toolsets/,
    ],
    ['that the address switches off', { scopes: ['read'] } as const, '/mcp/readonly', /this connection is read-only/],
  ])('is an answer in the protocol for a tool %s, which no scope helps', async (_what, rights, url, message) => {
    const answer = await rpc(create(rights), restart, { url });

    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ result: { isError: true } });
    expect(answer.body).toMatch(message);
  });

  it('is told in the protocol over SSE, where the answer has begun', async () => {
    const requestInit = { headers: { authorization: `Bearer ${create()}` } };
    const client = new Client({ name: 'test', version: '1' });
    // oxlint-disable-next-line typescript/no-deprecated -- the transport under test
    await client.connect(new SSEClientTransport(new URL('/sse', await app.listen()), { requestInit }));

    const answer = await client.callTool({ name: 'container_restart', arguments: { name: 'sonarr' } });
    store.revoke('laptop', new Date().toISOString());

    expect(answer).toMatchObject({ isError: true, structuredContent: { error: { code: 'insufficient_scope' } } });
    await expect(client.callTool({ name: 'find_tools', arguments: {} })).rejects.toThrow(/401|revoked/);
    await client.close();
  });
});

describe('guessing', () => {
  const ping = toolCall('find_tools');

  it('the secret of a key whose id is known counts as much as any wrong key', async () => {
    const key = create();
    const statuses = [];
    for (let attempt = 0; attempt < 6; attempt += 1)
      statuses.push((await rpc(`${key.slice(0, -3)}AA${attempt}`, ping, { from: '10.1.0.1' })).statusCode);

    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('looks at five guesses of many that come together, and at no right one among them', async () => {
    const right = create();
    const guesses = Array.from({ length: 40 }, (_, index) => (index === 20 ? right : `guess-${index}-0123456789`));
    const answers = await Promise.all(guesses.map((key) => rpc(key, toolCall('job_list'), { from: '203.0.113.99' })));

    expect(Map.groupBy(answers, ({ statusCode }) => statusCode).get(401)).toHaveLength(5);
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(35);
  });

  it("at the admin's key gets no further with a lesser key in between", async () => {
    const key = create();
    const statuses = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await rpc(key, ping, { from: '10.1.0.2' });
      statuses.push((await rpc(`guess-${attempt}`, ping, { from: '10.1.0.2' })).statusCode);
    }

    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('is not what a client does that goes on with a revoked key', async () => {
    const key = create();
    store.revoke('laptop', new Date().toISOString());
    for (let attempt = 0; attempt < 20; attempt += 1) await rpc(key, ping, { from: '10.1.0.3' });

    expect((await rpc(testKey, ping, { from: '10.1.0.3' })).statusCode).toBe(200);
  });
});

describe('the page', () => {
  const open = async (url: string, headers: Record<string, string> = {}) => app.server.app.inject({ url, headers });
  const signIn = async (key: string) =>
    app.server.app.inject({
      method: 'POST',
      url: '/sign-in',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `key=${key}`,
    });

  it('opens with a key that reads, until that is revoked', async () => {
    const [cookie] = (await signIn(create())).cookies;
    const headers = { cookie: `${cookie!.name}=${encodeURIComponent(cookie!.value)}` };
    expect((await open('/', headers)).statusCode).toBe(200);
    expect((await open('/api/status', headers)).statusCode).toBe(200);

    store.revoke('laptop', new Date().toISOString());

    expect((await open('/', headers)).statusCode).toBe(401);
    expect((await open('/api/status', headers)).statusCode).toBe(401);
  });

  it("goes on opening with the admin's cookie", async () => {
    const [cookie] = (await signIn(testKey)).cookies;

    expect((await open('/', { cookie: `${cookie!.name}=${encodeURIComponent(cookie!.value)}` })).statusCode).toBe(200);
  });

  it.each(['/api/status', '/info', '/metrics'])('gives %s to a key that reads', async (url) => {
    expect((await open(url, { authorization: `Bearer ${create()}` })).statusCode).toBe(200);
  });

  it('shows what overview tells, and so does not open to a key for other toolsets', async () => {
    const bound = create({ toolsets: ['logs'] });
    const withOverview = create({ name: 'other', toolsets: ['logs', 'overview'] });

    expect((await open('/api/status', { authorization: `Bearer ${bound}` })).statusCode).toBe(403);
    expect((await open('/api/status', { authorization: `Bearer ${withOverview}` })).statusCode).toBe(200);
    expect(await signIn(bound)).toMatchObject({
      statusCode: 403,
      cookies: [],
      body: expect.stringContaining('Right, but the key laptop is for some toolsets only') as string,
    });
  });

  it('says to who has an ended key that it has ended', async () => {
    const answer = await signIn(create({ expires: '2026-01-01T00:00:00.000Z' }));

    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain('Right, but the key laptop expired at 2026-01-01T00:00:00.000Z.');
  });
});
