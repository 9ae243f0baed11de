import { mkdtempSync, rmSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { createNamedKey } from '../http/auth/named-keys.ts';
import { KeyStore } from '../storage/key-store.ts';
import { openStateDatabase } from '../storage/state-database.ts';
import { OAuthClient, createOAuthBench, issuer, preRegistered } from '../testing/oauth-bench.ts';
import { type TestApp, createTestApp, testKey } from '../testing/test-app.ts';

let folder: string;
let app: TestApp;
let address: string;
let database: DatabaseSync;
const keys = { admin: testKey, reads: '', writes: '', containers: '' };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'profiles-'));
  app = await createTestApp({
    ARR_MCP_DATA_DIR: folder,
    ARR_MCP_LEGACY_SSE: 'true',
    ARR_MCP_RATE_LIMIT: '1000',
  });
  address = await app.listen();
  database = openStateDatabase(join(folder, 'state.db'));
  const store = new KeyStore(database);
  keys.reads = createNamedKey(store, { name: 'reads', scopes: ['read'] });
  keys.writes = createNamedKey(store, { name: 'writes', scopes: ['write'] });
  keys.containers = createNamedKey(store, { name: 'containers', scopes: ['admin'], toolsets: ['containers'] });
});

afterAll(async () => {
  database.close();
  await app.close();
  rmSync(folder, { recursive: true });
});

type Who = keyof typeof keys;

async function connect(who: Who, path: string, headers: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  const requestInit = { headers: { authorization: `Bearer ${keys[who]}`, ...headers } };
  const url = new URL(path, address);
  await client.connect(
    path === '/sse'
      ? // oxlint-disable-next-line typescript/no-deprecated -- the transport under test
        new SSEClientTransport(url, { requestInit })
      : new StreamableHTTPClientTransport(url, { requestInit }),
  );
  return client;
}

async function listed(who: Who, path: string, headers?: Record<string, string>): Promise<string[]> {
  const client = await connect(who, path, headers);
  const { tools } = await client.listTools();
  await client.close();
  return tools.map(({ name }) => name);
}

/** The names that `find_tools` gives, which are all that the finder reaches for these words. */
async function found(who: Who, path: string, query: string): Promise<string[]> {
  const client = await connect(who, path);
  const { structuredContent } = await client.callTool({ name: 'find_tools', arguments: { query, limit: 50 } });
  await client.close();
  return (structuredContent as { tools: { name: string }[] }).tools.map(({ name }) => name);
}

describe('an address or a header', () => {
  it.each([
    ['/mcp/x/containers', {}],
    ['/mcp/x/full', {}],
    ['/mcp', { 'x-mcp-toolsets': 'containers' }],
    ['/mcp', { 'x-mcp-tools': 'container_list,container_restart,container_stop' }],
    ['/mcp', { 'x-mcp-toolsets': 'containers', 'x-mcp-readonly': 'false' }],
    ['/sse', { 'x-mcp-toolsets': 'containers' }],
  ])('gives nobody more than their scope: %s with %j', async (path, headers) => {
    const [all, reads, writes] = await Promise.all([
      listed('admin', path, headers),
      listed('reads', path, headers),
      listed('writes', path, headers),
    ]);

    expect(all).toEqual(expect.arrayContaining(['container_list', 'container_restart', 'container_stop']));
    expect(writes).toEqual(expect.arrayContaining(['container_list', 'container_restart', 'container_stop']));
    expect(reads).toContain('container_list');
    expect(reads).not.toContain('container_restart');
    expect(reads).not.toContain('container_stop');
  });

  it.each([
    ['/mcp/x/units,containers', {}],
    ['/mcp', { 'x-mcp-toolsets': 'units,containers' }],
    ['/mcp', { 'x-mcp-tools': 'unit_list,container_list' }],
    ['/sse', { 'x-mcp-toolsets': 'units,containers' }],
  ])('opens no toolset that the key is not for: %s with %j', async (path, headers) => {
    const names = await listed('containers', path, headers);

    expect(names).toContain('container_list');
    expect(names.filter((name) => !name.startsWith('container_'))).toEqual([]);
  });

  it.each([
    ['/mcp/readonly', {}],
    ['/mcp/readonly', { 'x-mcp-readonly': 'false' }],
    ['/mcp/x/full', { 'x-mcp-readonly': 'yes' }],
    ['/sse', { 'x-mcp-readonly': '1' }],
  ])("takes writing from the admin's key: %s with %j", async (path, headers) => {
    const names = await listed('admin', path, headers);

    expect(names).toContain('container_list');
    expect(names).not.toContain('container_restart');
    expect(names).not.toContain('call_write_tool');
  });

  it.each([
    ['/mcp/x/nonsense', {}, 404, /neither a toolset nor a tool/],
    ['/mcp', { 'x-mcp-toolsets': 'nonsense' }, 404, /neither a toolset nor a tool/],
    ['/mcp', { 'x-mcp-readonly': 'perhaps' }, 400, /X-MCP-Readonly/],
    ['/mcp', { 'x-mcp-readonly': '' }, 400, /X-MCP-Readonly/],
    ['/mcp', { 'x-mcp-toolsets': 'all' }, 404, /Or: default, full, compact/],
    ['/mcp', { 'x-mcp-exclude-tools': 'full' }, 404, /\\"full\\" is neither/],
    ['/mcp', { 'x-mcp-tools': Array.from({ length: 31 }, () => 'job_list').join() }, 400, /at most 30/],
    ['/sse', { 'x-mcp-exclude-tools': 'nonsense' }, 404, /neither a toolset nor a tool/],
  ])('that is not understood is refused: %s with %j', async (path, headers, status, words) => {
    const method = path === '/sse' ? 'GET' : 'POST';
    const authorization = `Bearer ${testKey}`;
    const payload = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    const answer = await app.server.app.inject({
      method,
      url: path,
      headers: { authorization, ...headers },
      ...(method === 'POST' ? { payload } : {}),
    });

    expect(answer.statusCode).toBe(status);
    expect(answer.body).toMatch(words);
  });
});

describe('the compact profile', () => {
  it('lists the finders that the scope allows', async () => {
    expect(await listed('writes', '/mcp/compact')).toEqual([
      'call_read_tool',
      'call_write_tool',
      'describe_tool',
      'find_tools',
    ]);
    expect(await listed('reads', '/mcp/compact')).toEqual(['call_read_tool', 'describe_tool', 'find_tools']);
  });

  it('finds what the key may call', async () => {
    expect(await found('writes', '/mcp/compact', 'container restart')).toContain('container_restart');
    expect(await found('reads', '/mcp/compact', 'container restart')).not.toContain('container_restart');
    expect(await found('containers', '/mcp/compact', 'unit list')).not.toContain('unit_list');
  });
});

describe('the SSE transport', () => {
  it('lets nobody in without a key, and nobody into the stream of another', async () => {
    const { server } = app;
    const headers = { authorization: `Bearer ${keys.reads}` };
    const stream = await fetch(new URL('/sse', address), { headers: { authorization: `Bearer ${testKey}` } });
    const reader = stream.body!.getReader();
    const first = (await reader.read()) as { value: Uint8Array };
    const messages = /\/messages\?sessionId=\S+/.exec(new TextDecoder().decode(first.value))?.[0] ?? '';

    const strange = await server.app.inject({ method: 'POST', url: messages, headers, payload: {} });
    const keyless = await server.app.inject({ method: 'POST', url: messages, payload: {} });
    await reader.cancel();

    expect(messages).not.toBe('');
    expect(strange.statusCode).toBe(404);
    expect(keyless.statusCode).toBe(401);
    expect((await server.app.inject('/sse')).statusCode).toBe(401);
  });
});

describe('a stream of the SSE transport', () => {
  it('passes proxies: they do not hold it back, nor find it silent', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const stream = await fetch(new URL('/sse', address), { headers: { authorization: `Bearer ${testKey}` } });
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    await reader.read();

    vi.advanceTimersByTime(15_000);
    vi.useRealTimers();

    expect(await reader.read()).toEqual({ done: false, value: ': keep-alive\n\n' });
    expect(stream.headers.get('x-accel-buffering')).toBe('no');
    await reader.cancel();
  });

  it('is warned of when the server starts', () => {
    expect(app.log.filter((line) => line.includes('ARR_MCP_LEGACY_SSE is on'))).toHaveLength(1);
  });
});

describe('an access token', () => {
  it('sees at each address what its scope allows, and nothing of what the page tells', async () => {
    const bench = await createOAuthBench();
    const client = new OAuthClient(bench);
    const mine = { client_id: preRegistered.id, redirect_uri: 'https://chatgpt.com/aip/g-0123abc/oauth/callback' };
    const back = await client.authorize({ ...mine, scope: 'read' }, { scope: ['read'] });
    const secret = { client_secret: preRegistered.secret };
    const tokens = await client.exchange(back.searchParams.get('code') ?? '', { ...mine, ...secret });
    const headers = {
      authorization: `Bearer ${tokens.json<{ access_token: string }>().access_token}`,
      host: new URL(issuer).host,
      accept: 'application/json, text/event-stream',
    };
    const payload = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    const list = async (url: string) => (await bench.server.app.inject({ method: 'POST', url, headers, payload })).body;

    expect(await list('/mcp/x/containers')).toContain('container_list');
    expect(await list('/mcp/x/containers')).not.toContain('container_restart');
    expect(await list('/mcp/compact')).not.toContain('call_write_tool');
    for (const url of ['/info', '/metrics', '/api/status'])
      expect((await bench.server.app.inject({ url, headers })).statusCode).toBe(401);
    await bench.close();
  });
});
