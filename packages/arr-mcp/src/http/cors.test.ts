import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { type OAuthBench, adminKey, createOAuthBench, issuer } from '../testing/oauth-bench.ts';

let bench: OAuthBench;
let addresses = 0;

beforeAll(async () => {
  bench = await createOAuthBench({ ARR_MCP_ALLOWED_HOSTS: 'inspector.lan', ARR_MCP_RATE_LIMIT: '10' });
});
afterAll(async () => bench.close());

type Method = 'GET' | 'POST' | 'DELETE' | 'OPTIONS';

interface Sent {
  readonly origin?: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: string;
  readonly remoteAddress?: string;
}

const ping = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });

async function send(method: Method, url: string, { origin, key, headers, payload, remoteAddress }: Sent = {}) {
  addresses += 1;
  return bench.server.app.inject({
    method,
    url,
    remoteAddress: remoteAddress ?? `100.65.${Math.floor(addresses / 250)}.${addresses % 250}`,
    headers: {
      host: new URL(issuer).host,
      accept: 'application/json, text/event-stream',
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      ...(origin === undefined ? {} : { origin }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...headers,
    },
    ...(method === 'POST' ? { payload: payload ?? ping } : {}),
  });
}

async function preflight(url: string, origin: string, remoteAddress?: string) {
  const headers = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type,mcp-protocol-version',
  };
  return send('OPTIONS', url, { origin, headers, ...(remoteAddress === undefined ? {} : { remoteAddress }) });
}

function corsOf({ headers }: { headers: Readonly<Record<string, unknown>> }): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-')));
}

const known = [issuer, 'http://localhost:6274', 'https://inspector.lan', 'http://[::1]:3000'];
const foreign = [
  'https://evil.example',
  'https://media.example.org.evil.example',
  'https://evil.media.example.org',
  'null',
  '',
];
const profiles = ['/mcp', '/mcp/readonly', '/mcp/compact', '/mcp/x/containers,stacks', '/api/tools/overview'];
const exposed = 'WWW-Authenticate, MCP-Protocol-Version, Mcp-Session-Id, Retry-After';

describe('what a browser asks before a page calls /mcp', () => {
  it.each(profiles.flatMap((path) => known.map((origin) => [path, origin] as const)))(
    'at %s is answered to a page of %s, without a key',
    async (path, origin) => {
      const answer = await preflight(path, origin);

      expect(answer.statusCode).toBe(204);
      expect(answer.headers.vary).toBe('Origin');
      expect(corsOf(answer)).toEqual({
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
        'access-control-allow-headers':
          'Authorization, Content-Type, Accept, Mcp-Session-Id, MCP-Protocol-Version, Last-Event-ID, Mcp-Method, Mcp-Name, X-MCP-Toolsets, X-MCP-Tools, X-MCP-Exclude-Tools, X-MCP-Readonly',
        'access-control-expose-headers': exposed,
        'access-control-max-age': '3600',
      });
    },
  );

  it.each(profiles.flatMap((path) => foreign.map((origin) => [path, origin] as const)))(
    'at %s is refused to a page of "%s"',
    async (path, origin) => {
      const answer = await preflight(path, origin);

      expect(answer.statusCode).toBe(403);
      expect(corsOf(answer)).toEqual({});
    },
  );

  it('tells nothing to who is no page', async () => {
    const answer = await send('OPTIONS', '/mcp');

    expect(answer.statusCode).toBe(204);
    expect(answer.headers.vary).toBe('Origin');
    expect(corsOf(answer)).toEqual({});
  });

  it('is no failed login, however often it is asked, and is slowed down like calls', async () => {
    const mine = { remoteAddress: '100.65.9.9', origin: issuer };
    const statuses: number[] = [];
    for (let count = 0; count < 11; count += 1)
      statuses.push((await preflight('/mcp', mine.origin, mine.remoteAddress)).statusCode);

    const last = await preflight('/mcp', mine.origin, mine.remoteAddress);
    const call = await send('POST', '/mcp', { ...mine, key: adminKey });

    expect(statuses.filter((status) => status === 204)).toHaveLength(10);
    expect(last.statusCode).toBe(429);
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
    expect(call.statusCode).toBe(200);
  });
});

describe('an answer at /mcp', () => {
  const cases: readonly (readonly [string, Method, string, Sent, number])[] = [
    ['a call', 'POST', '/mcp', { key: adminKey }, 200],
    ['a call in a profile', 'POST', '/mcp/x/containers', { key: adminKey }, 200],
    ['a call of 2026-07-28', 'POST', '/mcp', { key: adminKey, ...discovery() }, 200],
    ['no key', 'POST', '/mcp', {}, 401],
    ['a wrong key', 'POST', '/mcp', { key: 'wrong' }, 401],
    ['a stream that nobody opens', 'GET', '/mcp', { key: adminKey }, 405],
    ['an end of what is no session', 'DELETE', '/mcp', { key: adminKey }, 405],
    ['a body that is no JSON', 'POST', '/mcp', { key: adminKey, payload: '{' }, 400],
    ['a toolset that does not exist', 'POST', '/mcp/x/nope', { key: adminKey }, 404],
    ['another media type', 'POST', '/mcp', { key: adminKey, headers: { 'content-type': 'text/plain' } }, 415],
  ];

  it.each(cases)('to %s can be read by a known page, and by no other', async (_what, method, url, sent, status) => {
    const answer = await send(method, url, { ...sent, origin: 'http://localhost:6274' });
    const refused = await send(method, url, { ...sent, origin: 'https://evil.example' });
    const plain = await send(method, url, sent);

    expect(answer.statusCode).toBe(status);
    expect(answer.headers.vary).toBe('Origin');
    expect(corsOf(answer)).toEqual({
      'access-control-allow-origin': 'http://localhost:6274',
      'access-control-expose-headers': exposed,
    });
    expect(refused.statusCode).toBe(403);
    expect(corsOf(refused)).toEqual({});
    expect(plain.statusCode).toBe(status);
    expect(plain.headers.vary).toBe('Origin');
    expect(corsOf(plain)).toEqual({});
  });

  it('tells a page where to sign in', async () => {
    const answer = await send('POST', '/mcp', { origin: issuer });

    expect(answer.headers['www-authenticate']).toContain('/.well-known/oauth-protected-resource/mcp');
    expect(answer.headers['access-control-expose-headers']).toContain('WWW-Authenticate');
  });

  it('to a page that guesses counts as a failed login', async () => {
    const mine = { remoteAddress: '100.65.9.10', origin: issuer };
    for (let attempt = 0; attempt < 5; attempt += 1) await send('POST', '/mcp', { ...mine, key: 'wrong' });

    const answer = await send('POST', '/mcp', { ...mine, key: adminKey });

    expect(answer.statusCode).toBe(429);
    expect(answer.headers['access-control-allow-origin']).toBe(issuer);
  });
});

describe('what every page may ask', () => {
  const origin = 'https://anywhere.example';
  const open: readonly (readonly [Method, string])[] = [
    ['GET', '/.well-known/oauth-protected-resource'],
    ['GET', '/.well-known/oauth-protected-resource/mcp'],
    ['GET', '/.well-known/oauth-authorization-server'],
    ['POST', '/oauth/token'],
    ['POST', '/oauth/register'],
    ['POST', '/oauth/revoke'],
  ];

  it.each(open)('%s %s, beforehand and then', async (method, url) => {
    const asked = await preflight(url, origin);
    const answer = await send(method, url, { origin });

    expect(asked.statusCode).toBe(204);
    for (const each of [asked, answer])
      expect(corsOf(each)).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, POST, OPTIONS',
        'access-control-expose-headers': 'WWW-Authenticate',
      });
    expect(asked.headers['access-control-allow-headers']).toContain('MCP-Protocol-Version');
  });

  it('is slowed down per address', async () => {
    const mine = { origin, remoteAddress: '100.66.0.1' };
    const statuses = new Set<number>();
    for (let count = 0; count < 601; count += 1)
      statuses.add((await preflight('/oauth/token', origin, mine.remoteAddress)).statusCode);

    const answer = await send('POST', '/oauth/token', mine);

    expect([...statuses]).toEqual([204, 429]);
    expect(answer.statusCode).toBe(429);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
  });

  it.each(['/', '/info', '/metrics', '/api/status', '/openapi.json', '/health', '/oauth/authorize'])(
    'is not %s',
    async (url) => {
      const answers = [await send('GET', url, { origin }), await send('GET', url, { origin: issuer, key: adminKey })];

      expect(answers.map(corsOf)).toEqual([{}, {}]);
      expect(answers[0]?.statusCode).toBe(403);
    },
  );
});

function discovery(): Sent {
  const method = 'server/discover';
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
  };
  return {
    headers: { 'mcp-protocol-version': '2026-07-28', 'mcp-method': method },
    payload: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: { _meta: meta } }),
  };
}
