import { createHmac, randomBytes } from 'node:crypto';

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import {
  type OAuthBench,
  OAuthClient,
  type SignedIn,
  createOAuthBench,
  issuer,
  preRegistered,
  registered,
  resource,
  signIn,
} from '../../testing/oauth-bench.ts';

let bench: OAuthBench;

beforeAll(async () => {
  bench = await createOAuthBench();
});
afterAll(async () => bench.close());
afterEach(() => vi.useRealTimers());

async function freshCode(): Promise<{ client: OAuthClient; mine: SignedIn['mine']; code: string }> {
  const client = new OAuthClient(bench);
  const mine = await registered(client);
  const back = await client.authorize(mine);
  return { client, mine, code: back.searchParams.get('code') ?? '' };
}

describe('a code', () => {
  it.each([
    ['with another verifier', { code_verifier: randomBytes(32).toString('base64url') }, 'invalid_grant'],
    ['with no verifier', { code_verifier: '' }, 'invalid_grant'],
    ['for another redirect address', { redirect_uri: 'https://claude.com/api/mcp/auth_callback' }, 'invalid_grant'],
    ['for another resource', { resource: 'https://evil.example/mcp' }, 'invalid_target'],
    ['as if it were a refresh token', { grant_type: 'refresh_token' }, 'invalid_request'],
    ['for a grant of another kind', { grant_type: 'client_credentials' }, 'unsupported_grant_type'],
    ['for a password', { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('%s is worth nothing', async (_what, fields, error) => {
    const { client, mine, code } = await freshCode();
    const answer = await client.exchange(code, { ...mine, ...fields });

    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ error });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is worth nothing to another client', async () => {
    const { client, mine, code } = await freshCode();
    const other = await registered(client);
    expect((await client.exchange(code, { ...mine, ...other })).json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('is worth nothing after 60 s', async () => {
    const { client, mine, code } = await freshCode();
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(now + 61_000);
    expect((await client.exchange(code, mine)).json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('that is used again ends what it gave the first time', async () => {
    const { client, mine, code } = await freshCode();
    const { access_token: access = '' } = (await client.exchange(code, mine)).json<Record<string, string>>();

    expect((await client.exchange(code, mine)).json()).toMatchObject({ error: 'invalid_grant' });

    expect((await client.listTools(access)).statusCode).toBe(401);
  });

  it('is given out once, however many ask for it at the same time', async () => {
    const { client, mine, code } = await freshCode();
    const answers = await Promise.all(Array.from({ length: 10 }, async () => client.exchange(code, mine)));
    expect(answers.filter(({ statusCode }) => statusCode === 200).length).toBeLessThanOrEqual(1);
  });
});

describe('a client at the token endpoint', () => {
  it.each([
    ['that is not known', { client_id: 'nobody' }],
    ['that was never described', { client_id: 'https://evil.example' }],
    ['with a wrong secret', { client_id: preRegistered.id, client_secret: 'a wrong one' }],
    ['that leaves its secret out', { client_id: preRegistered.id }],
  ])('%s is refused with invalid_client', async (_what, fields) => {
    const answer = await new OAuthClient(bench).exchange('x', { redirect_uri: 'https://claude.ai/x', ...fields });
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ error: 'invalid_client' });
  });

  it('that guesses at a secret has to wait, whatever it brings', async () => {
    const guesser = new OAuthClient(bench, '203.0.113.66');
    const guess = { client_id: preRegistered.id, client_secret: 'a wrong one' };
    for (let attempt = 0; attempt < 6; attempt += 1) await guesser.exchange('x', guess);
    const answer = await guesser.exchange('x', { ...guess, client_secret: preRegistered.secret });
    expect(answer.statusCode).toBe(429);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
  });

  it('cannot revoke the tokens of another', async () => {
    const { client, access, refresh } = await signIn(bench);
    const other = await registered(client);
    await client.send('/oauth/revoke', { form: { token: refresh, client_id: other.client_id } });
    expect((await client.listTools(access)).statusCode).toBe(200);
  });

  it('is told what a refresh token of another client is worth', async () => {
    const { client, refresh } = await signIn(bench);
    const other = await registered(client);
    expect((await client.refresh(refresh, other)).json()).toMatchObject({ error: 'invalid_grant' });
  });
});

describe('at /mcp', () => {
  const part = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');
  const claims = { iss: issuer, aud: resource, sub: 'owner', scope: 'admin', exp: 4_000_000_000, jti: 'x' };
  const signed = (key: string): string => {
    const text = `${part({ alg: 'HS256', typ: 'at+jwt' })}.${part(claims)}`;
    return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
  };

  it.each([
    [
      'a token with a letter changed',
      ({ access }: SignedIn) => `${access.slice(0, -1)}${access.endsWith('A') ? 'B' : 'A'}`,
    ],
    ['half a token', ({ access }: SignedIn) => access.slice(0, 20)],
    ['a refresh token', ({ refresh }: SignedIn) => refresh],
    ['a JWT of no algorithm', () => `${part({ alg: 'none' })}.${part(claims)}.`],
    ['a JWT signed with what is public', () => signed(issuer)],
    ['a JWT signed with a client’s secret', () => signed(preRegistered.secret)],
    ['a JWT signed with nothing', () => signed('x')],
    ['the id of the client', ({ mine }: SignedIn) => mine.client_id],
  ])('%s is refused', async (what, toToken) => {
    const one = await signIn(bench);
    const stranger = new OAuthClient(bench, `198.51.100.${what.length}`);
    const answer = await stranger.listTools(toToken(one));
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
  });

  it('a token of this server under another address is refused', async () => {
    const { client, access } = await signIn(bench);
    await bench.restart({
      ARR_MCP_PUBLIC_URL: 'https://other.example.org',
      ARR_MCP_ALLOWED_HOSTS: 'media.example.org',
    });
    const answer = await client.listTools(access);
    await bench.restart();
    expect(answer.statusCode).toBe(401);
  });

  it('the database holds no token that could be used', async () => {
    const { access, refresh } = await signIn(bench);
    const { code } = await freshCode();
    expect(bench.databaseText()).not.toMatch(new RegExp([access, refresh, code].join('|')));
  });
});
