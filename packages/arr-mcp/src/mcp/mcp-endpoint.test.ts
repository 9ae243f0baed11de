import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type TestApp, createTestApp, testKey } from '../testing/test-app.ts';

let app: TestApp;
let address: string;

beforeAll(async () => {
  app = await createTestApp();
  address = await app.listen();
});

afterAll(async () => app.close());

const authorization = `Bearer ${testKey}`;

async function connect(path = '/mcp', headers: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  const requestInit = { headers: { authorization, ...headers } };
  await client.connect(new StreamableHTTPClientTransport(new URL(path, address), { requestInit }));
  return client;
}

async function toolNames(path?: string, headers?: Record<string, string>): Promise<string[]> {
  const client = await connect(path, headers);
  const { tools } = await client.listTools();
  await client.close();
  return tools.map(({ name }) => name);
}

async function modern(method: string, params: object = {}, headers: Record<string, string> = {}): Promise<Response> {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
  };
  return fetch(new URL('/mcp', address), {
    method: 'POST',
    headers: {
      authorization,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      ...headers,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } }),
  });
}

describe('the MCP endpoint, for clients up to 2025-11-25', () => {
  it('tells its name and how to use it', async () => {
    const client = await connect();

    expect(client.getServerVersion()).toMatchObject({ name: 'arr-mcp' });
    expect(client.getInstructions()).toContain('overview_get');
    await client.close();
  });

  it('answers a tool call as data and as text', async () => {
    const client = await connect();

    const result = (await client.callTool({
      name: 'find_tools',
      arguments: { query: 'logs', limit: 1 },
    })) as CallToolResult;

    expect(result.structuredContent).toMatchObject({ tools: [{ name: expect.stringMatching(/_logs$/) as string }] });
    expect(result.content).toEqual([{ type: 'text', text: JSON.stringify(result.structuredContent) }]);
    await client.close();
  });

  it('answers a failed call with the next step, not with a protocol error', async () => {
    const client = await connect();

    const result = (await client.callTool({ name: 'container_list', arguments: {} })) as CallToolResult;

    expect(result.isError).toBe(true);
    expect(result.structuredContent).toMatchObject({
      error: {
        code: 'unavailable',
        hint: expect.stringContaining('ARR_MCP_CONTAINER_RUNTIME') as string,
        retryable: false,
      },
    });
    await client.close();
  });

  it('answers an unknown tool with a protocol error that names the nearest', async () => {
    const client = await connect();

    await expect(client.callTool({ name: 'container_lst', arguments: {} })).rejects.toThrow(
      /nearest is container_list/,
    );
    await client.close();
  });

  it('has empty lists of resources and prompts', async () => {
    const client = await connect();

    expect(await client.listResources()).toEqual({ resources: [] });
    expect(await client.listResourceTemplates()).toEqual({ resourceTemplates: [] });
    expect(await client.listPrompts()).toEqual({ prompts: [] });
    await client.close();
  });
});

describe('the MCP endpoint, for 2026-07-28', () => {
  it('discovers without a connection', async () => {
    const answer = (await (await modern('server/discover')).json()) as { result: Record<string, unknown> };

    expect(answer.result).toMatchObject({ supportedVersions: expect.arrayContaining(['2026-07-28']) as string[] });
  });

  it('lists the same tools, to be kept for five minutes by this caller alone', async () => {
    const answer = (await (await modern('tools/list')).json()) as { result: { tools: { name: string }[] } };

    expect(answer.result).toMatchObject({ ttlMs: 300_000, cacheScope: 'private', resultType: 'complete' });
    expect(answer.result.tools.map(({ name }) => name)).toEqual(await toolNames());
  });

  it('calls a tool', async () => {
    const params = { name: 'find_tools', arguments: { query: 'logs', limit: 1 } };
    const answer = (await (await modern('tools/call', params, { 'mcp-name': 'find_tools' })).json()) as {
      result: object;
    };

    expect(answer.result).toMatchObject({
      resultType: 'complete',
      structuredContent: { total: expect.any(Number) as number },
    });
  });

  it.each([
    ['tools/list', { 'mcp-method': 'tools/call' }, 400, -32_020],
    ['nonsense/method', {}, 404, -32_601],
    ['tools/call', {}, 400, -32_020],
  ])('answers %s with headers %j as the specification asks', async (method, headers, status, code) => {
    const answer = await modern(method, { name: 'find_tools', arguments: {} }, headers);

    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: { code } });
  });
});

describe('profiles', () => {
  it('are chosen by address', async () => {
    expect(await toolNames('/mcp/compact')).toEqual([
      'call_read_tool',
      'call_write_tool',
      'describe_tool',
      'find_tools',
    ]);
    expect(await toolNames('/mcp/readonly')).not.toContain('container_restart');
    expect(await toolNames('/mcp/x/units,container_list')).toEqual(
      expect.arrayContaining(['container_list', 'unit_logs', 'quadlet_write']),
    );
  });

  it('are chosen by header, and exclusion wins', async () => {
    const names = await toolNames('/mcp', {
      'x-mcp-toolsets': 'containers',
      'x-mcp-exclude-tools': 'container_stop,container_remove',
    });

    expect(names).toContain('container_stats');
    expect(names).not.toContain('container_stop');
    expect(await toolNames('/mcp', { 'x-mcp-readonly': 'True' })).not.toContain('stack_down');
  });

  it('refuse a call of what they switch off, and say why', async () => {
    const client = await connect('/mcp/readonly');

    const result = (await client.callTool({ name: 'container_restart', arguments: { name: 'x' } })) as CallToolResult;

    expect(result.structuredContent).toMatchObject({
      error: { code: 'read_only', message: expect.stringContaining('read-only') as string },
    });
    await client.close();
  });
});

describe('the legacy SSE transport', () => {
  it('is off unless it was asked for', async () => {
    expect((await fetch(new URL('/sse', address), { headers: { authorization } })).status).toBe(404);
  });

  it('serves the same tools under the same limits', async () => {
    const own = await createTestApp({ ARR_MCP_LEGACY_SSE: 'true', ARR_MCP_RATE_LIMIT: '1' });
    const requestInit = { headers: { authorization, 'x-mcp-readonly': 'true' } };
    const client = new Client({ name: 'test', version: '1' });
    // oxlint-disable-next-line typescript/no-deprecated -- the transport under test
    await client.connect(new SSEClientTransport(new URL('/sse', await own.listen()), { requestInit }));
    const call = async () => (await client.callTool({ name: 'find_tools', arguments: {} })).isError ?? false;

    expect((await client.listTools()).tools.map(({ name }) => name)).not.toContain('container_restart');
    expect([await call(), await call(), await call()]).toEqual([false, false, true]);
    await client.close();
    await own.close();
  });
});

describe('closing', () => {
  it('lets a call under way finish and sends new ones away', async () => {
    const engine = await slowEngine();
    const own = await createTestApp({ ARR_MCP_CONTAINER_RUNTIME: 'auto', ARR_MCP_SOCKET_PATH: engine.socketPath });
    const url = await own.listen();
    const call = () =>
      fetch(new URL('/mcp', url), {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'container_list' } }),
      });
    // The start has looked for services already; from here on the engine takes its time.
    engine.slowDown();
    const running = call();
    await engine.asked;

    const closing = own.close();
    expect((await call()).status).toBe(503);
    engine.answer();

    expect((await running).status).toBe(200);
    await closing;
    await expect(call()).rejects.toThrow('fetch failed');
    engine.close();
  });
});

/** A container engine without containers, that answers when the test says so once it was slowed down. */
async function slowEngine() {
  const folder = mkdtempSync(join(tmpdir(), 'slow-engine-'));
  const socketPath = join(folder, 'engine.sock');
  const asked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  let isSlow = false;
  const server = createServer(({ url }, response) => {
    if (!isSlow) {
      response.end(url === '/version' ? JSON.stringify({ Version: '27.3.1', ApiVersion: '1.47' }) : '[]');
      return;
    }
    asked.resolve();
    void released.promise.then(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  const close = (): void => {
    server.close();
    rmSync(folder, { recursive: true });
  };
  const slowDown = (): void => {
    isSlow = true;
  };
  return { socketPath, slowDown, asked: asked.promise, answer: released.resolve, close };
}
