import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { type OAuthBench, OAuthClient, createOAuthBench, issuer, signIn } from '../../testing/oauth-bench.ts';

let bench: OAuthBench;

beforeAll(async () => {
  bench = await createOAuthBench({ OAUTH_ACCESS_TOKEN_EXPIRE_MINUTES: '30' });
});
afterAll(async () => bench.close());
afterEach(() => vi.useRealTimers());

/** The clock goes on; nothing waits. */
function later(seconds: number): void {
  const now = Date.now();
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(now + seconds * 1000);
}

const invalidGrant = { error: 'invalid_grant' };

describe('an access token', () => {
  it('opens /mcp until it expires, and the refusal says so and where to sign in', async () => {
    const { client, access } = await signIn(bench);
    later(30 * 60 - 1);
    expect((await client.listTools(access)).statusCode).toBe(200);

    later(2);
    const refused = await client.listTools(access);

    expect(refused.statusCode).toBe(401);
    expect(refused.headers['www-authenticate']).toBe(
      `Bearer error="invalid_token", resource_metadata="${issuer}/.well-known/oauth-protected-resource/mcp"`,
    );
  });

  it('that has expired is no guess at a key, however often it is shown', async () => {
    const { client, access } = await signIn(bench);
    later(31 * 60);
    for (let attempt = 0; attempt < 10; attempt += 1) await client.listTools(access);
    expect((await client.listTools(access)).statusCode).toBe(401);
  });

  it('shows and runs only what its scopes cover', async () => {
    const { client, access } = await signIn(bench, ['read']);

    const { result } = (await client.listTools(access)).json<{ result: { tools: { name: string }[] } }>();
    const names = result.tools.map(({ name }) => name);
    const call = { method: 'tools/call', params: { name: 'container_restart', arguments: { name: 'x' } } };
    const refused = await client.ask(access, call);

    expect(names).toContain('container_list');
    expect(names).not.toContain('container_restart');
    expect(refused.statusCode).toBe(403);
    expect(refused.headers['www-authenticate']).toMatch(
      /error="insufficient_scope", scope="write", resource_metadata=/,
    );
  });

  it('is not good for the page', async () => {
    const { client, access } = await signIn(bench, ['admin']);
    const answer = await client.send('/api/status', { headers: { authorization: `Bearer ${access}` } });
    expect(answer.statusCode).toBe(401);
  });

  it('is worth nothing from the moment on that it is revoked', async () => {
    const { client, mine, access, refresh } = await signIn(bench);
    const revoked = await client.send('/oauth/revoke', { form: { token: refresh, client_id: mine.client_id } });
    expect(revoked.statusCode).toBe(200);
    expect((await client.listTools(access)).statusCode).toBe(401);
    expect((await client.refresh(refresh, mine)).json()).toMatchObject(invalidGrant);
  });
});

describe('a refresh token', () => {
  it('gives new tokens, of the same scopes or fewer', async () => {
    const { client, mine, refresh } = await signIn(bench);

    const first = (await client.refresh(refresh, mine)).json<Record<string, string>>();
    const second = await client.refresh(first['refresh_token'] ?? '', { ...mine, scope: 'read' });

    expect(first).toMatchObject({ scope: 'read write', token_type: 'Bearer', expires_in: 1800 });
    expect(second.json()).toMatchObject({ scope: 'read' });
    expect(first['refresh_token']).not.toBe(refresh);
  });

  it('is good for 60 s after it was exchanged, for a client on several machines', async () => {
    const { client, mine, refresh } = await signIn(bench);
    const one = (await client.refresh(refresh, mine)).json<Record<string, string>>();
    later(58);
    const two = (await client.refresh(refresh, mine)).json<Record<string, string>>();
    for (const { access_token: access = '' } of [one, two])
      expect((await client.listTools(access)).statusCode).toBe(200);
  });

  it('that is used later than that ends the grant with all its tokens', async () => {
    const { client, mine, access, refresh } = await signIn(bench);
    const { refresh_token: next = '' } = (await client.refresh(refresh, mine)).json<Record<string, string>>();
    later(40);
    await client.refresh(refresh, mine);
    later(21);

    expect((await client.refresh(refresh, mine)).json()).toMatchObject(invalidGrant);

    expect((await client.refresh(next, mine)).json()).toMatchObject(invalidGrant);
    expect((await client.listTools(access)).statusCode).toBe(401);
    expect(bench.log.join('')).toContain('OAuth grant ended');
  });

  it('is refused when the client stays away for 90 days', async () => {
    const { client, mine, refresh } = await signIn(bench);
    later(91 * 24 * 60 * 60);
    expect((await client.refresh(refresh, mine)).json()).toMatchObject(invalidGrant);
  });
});

describe('a restart', () => {
  it('signs nobody out', async () => {
    const { client, mine, access, refresh } = await signIn(bench);

    await bench.restart();

    expect((await client.listTools(access)).statusCode).toBe(200);
    expect((await client.refresh(refresh, mine)).statusCode).toBe(200);
  });

  it('with another OAUTH_JWT_SECRET signs everybody out', async () => {
    const { client, mine, access, refresh } = await signIn(bench);

    await bench.restart({ OAUTH_JWT_SECRET: 'another secret, and long enough' });

    expect((await client.listTools(access)).statusCode).toBe(401);
    expect((await client.refresh(refresh, mine)).json()).toMatchObject(invalidGrant);
    await bench.restart();
  });

  it('keeps the code of a sign-in that was under way', async () => {
    const client = new OAuthClient(bench);
    const { mine } = await signIn(bench);
    const back = await client.authorize(mine);
    await bench.restart();
    expect((await client.exchange(back.searchParams.get('code') ?? '', mine)).statusCode).toBe(200);
  });
});
