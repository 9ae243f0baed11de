import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  type OAuthBench,
  OAuthClient,
  type SignedIn,
  createOAuthBench,
  issuer,
  password,
  preRegistered,
  registered,
} from '../../testing/oauth-bench.ts';

let bench: OAuthBench;
let client: OAuthClient;
let mine: SignedIn['mine'];

beforeAll(async () => {
  bench = await createOAuthBench();
  mine = await registered(new OAuthClient(bench));
});
afterAll(async () => bench.close());
beforeEach(() => {
  client = new OAuthClient(bench);
});

describe('a request for a code', () => {
  it.each([
    ['to another site', 'https://evil.example/cb'],
    ['to another path', 'https://claude.ai/api/mcp/auth_callback/x'],
    ['that climbs out of the path', 'https://claude.ai/api/mcp/auth_callback/../../evil'],
    ['with a host in disguise', 'https://claude.ai@evil.example/api/mcp/auth_callback'],
    ['with a query of its own', 'https://claude.ai/api/mcp/auth_callback?next=https://evil.example'],
    ['to a known address that is not this client’s', 'https://claude.com/api/mcp/auth_callback'],
    ['to the same computer, which this client is not on', 'http://localhost:1234/callback'],
    ['to a script', 'javascript:alert(1)'],
  ])('%s is answered by a page, and written down in full', async (_what, redirectUri) => {
    const answer = await client.browse(client.authorizeUrl({ ...mine, redirect_uri: redirectUri }));

    expect(answer.statusCode).toBe(400);
    expect(answer.headers.location).toBeUndefined();
    expect(answer.body).toContain('cannot be let in');
    expect(bench.log.at(-1)).toContain(JSON.stringify(redirectUri));
  });

  it.each([
    ['without PKCE', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
    ['with plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['with PKCE of no method', { code_challenge_method: '' }, 'invalid_request'],
    ['for another resource', { resource: 'https://evil.example/mcp' }, 'invalid_target'],
    ['for this resource and another', { resource: [`${issuer}/mcp`, 'https://evil.example'] }, 'invalid_target'],
    ['for this server’s root', { resource: issuer }, 'invalid_target'],
    ['for a token at once', { response_type: 'token' }, 'invalid_request'],
    ['to be answered in the fragment', { response_mode: 'fragment' }, 'invalid_request'],
    ['to be answered by a form', { response_mode: 'form_post' }, 'invalid_request'],
    ['without asking the owner', { prompt: 'none' }, 'login_required'],
    ['inside a signed object', { request: 'eyJhbGciOiJub25lIn0.e30.' }, 'request_not_supported'],
  ])('%s is refused where the client hears it, with state and issuer', async (_what, parameters, error) => {
    const answer = await client.browse(client.authorizeUrl({ ...mine, ...parameters }));

    // Neither a form nor a script: an answer that was asked for in another way is refused in that way as well.
    const answered = answer.headers.location ?? answer.body;
    expect(answered).toContain(error);
    expect(answered).not.toMatch(/[?&#]code=|name="code"/);
    if (answer.headers.location === undefined) return;
    const { searchParams, hash } = new URL(answer.headers.location);
    const told = searchParams.size === 0 ? new URLSearchParams(hash.slice(1)) : searchParams;
    expect(Object.fromEntries(told)).toMatchObject({ error, state: 'the state', iss: issuer });
  });

  it('of the pre-registered client without PKCE is answered only where ChatGPT’s custom actions are', async () => {
    const plain = { code_challenge: '', code_challenge_method: '', client_id: preRegistered.id };
    const action = { ...plain, redirect_uri: 'https://chatgpt.com/aip/g-1/oauth/callback' };
    const connector = { ...plain, redirect_uri: 'https://chatgpt.com/connector/oauth/abc_1' };
    expect((await client.browse(client.authorizeUrl(action))).headers.location).toMatch(/^\/oauth\/consent\//);
    expect((await client.browse(client.authorizeUrl(connector))).headers.location).toContain('error=invalid_request');
  });

  it('of a client that is not known is answered by a page', async () => {
    const answer = await client.browse(client.authorizeUrl({ ...mine, client_id: 'nobody' }));
    expect(answer).toMatchObject({ statusCode: 400 });
    expect(answer.headers.location).toBeUndefined();
  });

  it('cannot write headers with its state', async () => {
    const state = 'x\r\nSet-Cookie: a=b';
    const back = await client.authorize({ ...mine, state });
    expect(back.searchParams.get('state')).toBe(state);
  });

  it('is answered with our own address, whatever Host and proxy headers say', async () => {
    const forged = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', forwarded: 'host=evil.example' };
    const metadata = await client.send('/.well-known/oauth-authorization-server', { headers: forged });
    expect(metadata.body).not.toContain('evil.example');
    const wrongHost = await client.send('/.well-known/oauth-authorization-server', {
      headers: { host: 'evil.example' },
    });
    expect(wrongHost.statusCode).toBe(403);
  });
});

describe('the consent page', () => {
  const answerOf = (token: string) => ({ form_token: token, password, scope: ['read'], decision: 'allow' });

  it('cannot be framed, runs no script, and sends its form here and to the client alone', async () => {
    const { page } = await client.openConsent(mine);
    expect(page.headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' https://claude.ai; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(page.headers).toMatchObject({ 'x-frame-options': 'DENY', 'cache-control': 'no-store' });
    expect(page.body).not.toMatch(/<script|\son\w+=/);
  });

  it('shows a stranger’s words as one harmless line', async () => {
    const name = '<b>Your bank</b>\n\u202Egnihsihp\u0000 and a name that goes on and on and on, for ever and ever';
    const stranger = await client.register({ client_name: name, redirect_uris: [mine.redirect_uri] });
    const { client_id: id } = stranger.json<{ client_id: string }>();
    const { page } = await client.openConsent({ ...mine, client_id: id });
    expect(page.body).toContain('&lt;b&gt;Your bank&lt;/b&gt; gnihsihp and a name');
    expect(page.body).not.toContain('for ever');
    expect(page.body).toContain('nobody: anyone can use this name');
    expect(page.body).toContain('claude.ai');
  });

  it.each([
    ['a form of another site', { headers: { origin: 'https://evil.example' } }, 403],
    ['a form without its token', { form: { form_token: '' }, headers: { origin: issuer } }, 401],
    ['a form with the token of another', { form: { form_token: 'x'.repeat(43) }, headers: { origin: issuer } }, 401],
    ['a wrong password', { form: { password: 'wrong' }, headers: { origin: issuer } }, 401],
    ['no password', { form: { password: '' }, headers: { origin: issuer } }, 401],
  ])(
    'lets nobody in by %s',
    async (_what, { form = {}, headers }: { form?: object; headers: { origin: string } }, status) => {
      const { url, token } = await new OAuthClient(bench, '203.0.113.40').openConsent(mine);
      expect(url).toMatch(/^\/oauth\/consent\//);
      const browser = new OAuthClient(bench, `203.0.113.${50 + _what.length}`);
      const own = await browser.openConsent(mine);
      const answer = await browser.browse(own.url, { form: { ...answerOf(own.token), ...form }, headers });
      expect(answer.statusCode).toBe(status);
      expect(answer.headers.location).toBeUndefined();
      // Another browser's request, with all that is in its address and page.
      const stolen = await browser.browse(url, { form: answerOf(token), headers: { origin: issuer } });
      expect(stolen.statusCode).toBe(400);
    },
  );

  it('tells the same of a wrong password as of a wrong form', async () => {
    const browser = new OAuthClient(bench, '203.0.113.90');
    const { url, token } = await browser.openConsent(mine);
    const send = async (form: object) =>
      (await browser.browse(url, { form: { ...answerOf(token), ...form }, headers: { origin: issuer } })).body;
    expect(await send({ password: 'wrong' })).toBe(await send({ form_token: 'wrong' }));
  });

  it('looks at no password after too many wrong ones, in no other sign-in either', async () => {
    const browser = new OAuthClient(bench, '203.0.113.91');
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const { url, token } = await browser.openConsent(mine);
      await browser.browse(url, { form: { ...answerOf(token), password: 'guess' }, headers: { origin: issuer } });
    }
    const { url, token } = await browser.openConsent(mine);
    const answer = await browser.browse(url, { form: answerOf(token), headers: { origin: issuer } });
    expect(answer.statusCode).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('tells the client when the owner refuses, without a password', async () => {
    const back = await client.authorize(mine, { decision: 'refuse', password: '' });
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      error: 'access_denied',
      state: 'the state',
      iss: issuer,
    });
  });

  it('gives no more than was asked for, whatever the form says', async () => {
    const back = await client.authorize({ ...mine, scope: 'read' }, { scope: ['read', 'admin', 'root'] });
    const tokens = await client.exchange(back.searchParams.get('code') ?? '', mine);
    expect(tokens.json()).toMatchObject({ scope: 'read' });
  });
});
