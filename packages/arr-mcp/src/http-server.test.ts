import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type TestApp, createTestApp, testKey } from './testing/test-app.ts';

const bearer = { authorization: `Bearer ${testKey}` };
const rpc = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
const listTools = { jsonrpc: '2.0', id: 1, method: 'tools/list' };

let app: TestApp;

beforeAll(async () => {
  app = await createTestApp();
});

afterAll(async () => app.close());

async function post(url: string, options: { headers?: Record<string, string>; payload?: string | object } = {}) {
  const { headers = { ...bearer, ...rpc }, payload = listTools } = options;
  return app.server.app.inject({ method: 'POST', url, headers, payload });
}

describe('GET /health', () => {
  it('needs no key and tells nothing', async () => {
    const answer = await app.server.app.inject('/health');

    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ status: 'ok' });
  });
});

describe('POST /mcp', () => {
  it.each([
    ['no key', {}],
    ['an empty key', { authorization: 'Bearer ' }],
    ['a short key', { authorization: 'Bearer x' }],
    ['a wrong key', { authorization: `Bearer ${testKey}x` }],
    ['another scheme', { authorization: `Basic ${Buffer.from(`a:${testKey}`).toString('base64')}` }],
  ])('answers 401 and how to sign in to %s', async (_what, headers) => {
    const answer = await post('/mcp', { headers: { ...rpc, ...headers } });

    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="arr-mcp"');
    expect(answer.json()).toMatchObject({ error: { code: 'unauthorized' } });
  });

  it('never takes the key from the address', async () => {
    expect((await post(`/mcp?key=${testKey}`, { headers: rpc })).statusCode).toBe(401);
  });

  it.each([
    ['invalid JSON', '{"jsonrpc":', 400, { error: { code: -32_700 } }],
    ['an empty body', '', 400, { error: { code: -32_700 } }],
    [
      'a body nested beyond reason',
      `{"id":${'['.repeat(5000)}${']'.repeat(5000)}}`,
      400,
      { error: { code: 'invalid_argument' } },
    ],
    [
      'a batch of many',
      JSON.stringify(Array.from({ length: 11 }, () => listTools)),
      400,
      { error: { code: 'invalid_argument' } },
    ],
    ['a body over 1 MiB', JSON.stringify({ x: 'y'.repeat(1024 * 1024) }), 413, { error: { code: 'invalid_argument' } }],
  ])('refuses %s', async (_what, payload, status, body) => {
    const answer = await post('/mcp', { payload });

    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject(body);
  });

  it('refuses another media type', async () => {
    const headers = { ...bearer, ...rpc, 'content-type': 'text/plain' };

    expect((await post('/mcp', { headers, payload: 'x' })).statusCode).toBe(415);
  });

  it.each(['GET', 'PUT', 'DELETE'] as const)('answers 405 to %s, since there are no sessions', async (method) => {
    const answer = await app.server.app.inject({ method, url: '/mcp', headers: bearer });

    expect(answer.statusCode).toBe(405);
    expect(answer.headers['allow']).toBe('POST');
  });

  it('answers an address that cannot be read in the same shape as all else', async () => {
    const answer = await app.server.app.inject({ url: '/%', headers: bearer });

    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ error: { code: 'invalid_argument' } });
  });

  it.each([
    ['/mcp/x/', {}, 404],
    ['/mcp', { 'x-mcp-readonly': 'ture' }, 400],
  ])('refuses %s with headers %j', async (url, headers, status) => {
    expect((await post(url, { headers: { ...bearer, ...rpc, ...headers } })).statusCode).toBe(status);
  });

  it.each(['/mcp/x/nope', '/mcp/x/containers,nope'])('names what %s asks for in vain', async (url) => {
    const answer = await post(url);

    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ error: { message: '"nope" is neither a toolset nor a tool' } });
  });
});

describe('Host and Origin', () => {
  it.each([
    [{ host: 'evil.example' }, 403],
    [{ host: 'localhost.evil.example' }, 403],
    [{ host: 'localhost', origin: 'https://evil.example' }, 403],
    [{ host: 'localhost', origin: 'null' }, 403],
    [{ host: 'localhost', origin: 'http://localhost:3000' }, 200],
    [{ host: '127.0.0.1:8081' }, 200],
    [{ host: '[::1]:8081' }, 200],
    [{ host: 'LOCALHOST' }, 200],
  ])('with %j answers %d', async (headers, status) => {
    const answer = await app.server.app.inject({ url: '/health', headers });

    expect(answer.statusCode).toBe(status);
  });

  it('are checked before the key', async () => {
    const answer = await post('/mcp', { headers: { ...rpc, host: 'evil.example' } });

    expect(answer.statusCode).toBe(403);
  });

  it('take the names that the operator gives', async () => {
    const own = await createTestApp({
      ARR_MCP_PUBLIC_URL: 'https://media.example.org',
      ARR_MCP_ALLOWED_HOSTS: 'nas.lan',
    });
    const hosts = ['media.example.org', 'nas.lan:8081', 'other.lan'];

    const answers = await Promise.all(
      hosts.map((host) => own.server.app.inject({ url: '/health', headers: { host } })),
    );

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 403]);
    await own.close();
  });
});

function loginTo({ server }: TestApp) {
  return (key: string, remoteAddress: string) =>
    server.app.inject({
      method: 'POST',
      url: '/mcp',
      remoteAddress,
      headers: { ...rpc, authorization: `Bearer ${key}` },
      payload: listTools,
    });
}

describe('failed logins', () => {
  it('are counted per address, and then no key is looked at for a while', async () => {
    const own = await createTestApp();
    const login = loginTo(own);
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect((await login('wrong-key', '10.0.0.1')).statusCode).toBe(401);

    const blocked = await login(testKey, '10.0.0.1');
    expect(blocked.statusCode).toBe(429);
    expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(0);
    expect((await login(testKey, '10.0.0.2')).statusCode).toBe(200);
    await own.close();
  });
});

describe('an address', () => {
  it('is a /64 where it is IPv6, however it is written', async () => {
    const own = await createTestApp();
    const login = loginTo(own);
    const addresses = ['2001:db8::1', '2001:db8::2:1', '2001:db8:0:0:1::', '2001:db8::ffff', '2001:db8:0:0:9:8:7:6'];
    for (const address of addresses) await login('wrong-key', address);

    expect((await login(testKey, '2001:db8::77')).statusCode).toBe(429);
    expect((await login(testKey, '2001:db8:0:1::77')).statusCode).toBe(200);
    await own.close();
  });
});

describe('one key', () => {
  it('makes no more calls a second than it may', async () => {
    const own = await createTestApp({ ARR_MCP_RATE_LIMIT: '2' });
    const call = () =>
      own.server.app.inject({ method: 'POST', url: '/mcp', headers: { ...bearer, ...rpc }, payload: listTools });
    const statuses = [];
    for (let count = 0; count < 6; count += 1) statuses.push((await call()).statusCode);

    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
    await own.close();
  });
});

describe('GET /metrics and GET /info', () => {
  it.each(['/metrics', '/info'])('%s needs a key', async (url) => {
    expect((await app.server.app.inject(url)).statusCode).toBe(401);
    expect((await app.server.app.inject({ url, headers: bearer })).statusCode).toBe(200);
    expect((await app.server.app.inject(`${url}?key=${testKey}`)).statusCode).toBe(200);
  });

  it('count tool calls', async () => {
    await post('/mcp', {
      payload: { ...listTools, method: 'tools/call', params: { name: 'find_tools', arguments: {} } },
    });

    const { body } = await app.server.app.inject({ url: '/metrics', headers: bearer });

    expect(body).toMatch(/arr_mcp_tool_calls_total\{tool="find_tools",outcome="ok"\} [1-9]/);
  });
});

describe('the log', () => {
  it('never holds the key, whatever was asked', async () => {
    await app.server.app.inject(`/api/status?key=${testKey}`);
    await app.server.app.inject(`/?key=${testKey}`);
    await app.server.app.inject(`/nowhere?key=${testKey}`);
    await post('/mcp');

    expect(app.log.join('')).not.toContain(testKey);
  });
});

describe('an unknown address', () => {
  it('is answered 404 without a word about the inside', async () => {
    const answer = await app.server.app.inject({ url: '/../etc/passwd', headers: bearer });

    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual({
      error: { code: 'not_found', message: 'nothing is here', hint: expect.stringContaining('/mcp') as string },
    });
  });
});
