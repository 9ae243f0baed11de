import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { type OAuthBench, OAuthClient, createOAuthBench, registered, signIn } from '../../testing/oauth-bench.ts';

let bench: OAuthBench;

beforeAll(async () => {
  bench = await createOAuthBench();
});
afterAll(async () => bench.close());
afterEach(() => vi.useRealTimers());

const claude = 'https://claude.ai/api/mcp/auth_callback';

function later(seconds: number): void {
  const now = Date.now();
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(now + seconds * 1000);
}

describe('a registration', () => {
  it.each([
    ['Claude', [claude, 'https://claude.com/api/mcp/auth_callback']],
    ['ChatGPT', ['https://chatgpt.com/connector/oauth/aB3_-x']],
    ['ChatGPT, as it was', ['https://chatgpt.com/connector_platform_oauth_redirect']],
    [
      'Cursor',
      [
        'cursor://anysphere.cursor-mcp/oauth/callback',
        'https://www.cursor.com/agents/mcp/oauth/callback',
        'http://localhost:8787/callback',
      ],
    ],
    [
      'VS Code',
      [
        'https://insiders.vscode.dev/redirect',
        'https://vscode.dev/redirect',
        'http://127.0.0.1/',
        'http://127.0.0.1:33418/',
      ],
    ],
    ['a program on IPv6', ['http://[::1]:4000/callback']],
  ])('of %s is taken, with whatever else it asks for', async (name, redirects) => {
    const answer = await new OAuthClient(bench).register({
      client_name: name,
      redirect_uris: redirects,
      grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
      scope: 'openid profile email offline_access',
      jwks_uri: 'http://169.254.169.254/latest',
      logo_uri: 'https://example.com/logo.png',
      contacts: ['nobody'],
      default_max_age: 3,
    });

    expect(answer.statusCode).toBe(201);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'access-control-allow-origin': '*' });
    expect(answer.json()).toMatchObject({
      client_name: name,
      redirect_uris: redirects,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
    });
    expect(answer.body).not.toMatch(/secret|jwks|logo|contacts/);
  });

  it.each([
    ['another site', 'https://evil.example/cb'],
    ['one that looks like a known one', 'https://chatgpt.com/connector/oauth/a/../../evil'],
    ['a part of the path that holds a slash', 'https://chatgpt.com/connector/oauth/a/b'],
    ['a port of a known site', 'https://claude.ai:8443/api/mcp/auth_callback'],
    ['plain http', 'http://claude.ai/api/mcp/auth_callback'],
    ['another computer of the network', 'http://192.168.1.10/callback'],
    ['a name that starts like this computer', 'http://localhost.evil.example/callback'],
    ['this computer in disguise', 'http://localhost@evil.example/callback'],
    ['a script', 'javascript:alert(1)'],
    ['a document', 'data:text/html,x'],
    ['a fragment', `${claude}#x`],
    ['the pattern itself', 'https://chatgpt.com/connector/oauth/*'],
    ['no address', 'claude'],
    ['nothing', ''],
  ])('with %s is refused as a whole, and written down in full', async (_what, redirect) => {
    const answer = await new OAuthClient(bench).register({ redirect_uris: [claude, redirect] });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'invalid_redirect_uri' });
    expect(bench.log.join('')).toContain(JSON.stringify(redirect));
  });

  it.each([
    ['without addresses', {}],
    ['with addresses that are none', { redirect_uris: claude }],
    ['with addresses that are no text', { redirect_uris: [1] }],
    [
      'with too many addresses',
      { redirect_uris: Array.from({ length: 21 }, (_, port) => `http://localhost:${port}/`) },
    ],
    ['with an address that is too long', { redirect_uris: [`http://localhost/${'x'.repeat(1000)}`] }],
    ['that is a list', [1]],
    ['that is too large', { redirect_uris: [claude], client_name: 'x'.repeat(60_000) }],
  ])('%s is refused', async (_what, body) => {
    const answer = await new OAuthClient(bench).register(body);
    expect(answer.statusCode).toBe(400);
  });

  it('is refused to an address that has made 20 within the hour', async () => {
    const one = new OAuthClient(bench);
    for (let count = 0; count < 20; count += 1) await registered(one);
    const answer = await one.register({ redirect_uris: [claude] });
    expect(answer.statusCode).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('is forgotten after a day when it is never used, and not when it is', async () => {
    const used = await signIn(bench);
    const unused = await registered(new OAuthClient(bench));
    later(24 * 60 * 60 + 1);

    const refused = await used.client.exchange('x', unused);
    const answer = await used.client.refresh(used.refresh, used.mine);

    expect(refused.statusCode).toBe(401);
    expect(answer.statusCode).toBe(200);
  });

  it('of thousands leaves those in use alone, and is kept for 200 at most', async () => {
    const used = await signIn(bench);
    const ids: string[] = [];
    for (let count = 0; count < 210; count += 1) ids.push((await registered(new OAuthClient(bench))).client_id);

    const known = await Promise.all(
      ids.map(
        async (id) => (await used.client.exchange('x', { client_id: id, redirect_uri: claude })).statusCode !== 401,
      ),
    );

    expect((await used.client.refresh(used.refresh, used.mine)).statusCode).toBe(200);
    expect(known.filter(Boolean).length).toBeLessThan(200);
    expect(known.at(-1)).toBe(true);
  });
});
