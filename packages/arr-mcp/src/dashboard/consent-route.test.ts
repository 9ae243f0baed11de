import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  type OAuthBench,
  OAuthClient,
  type SignedIn,
  createOAuthBench,
  issuer,
  password,
  registered,
} from '../testing/oauth-bench.ts';

let bench: OAuthBench;
let browser: OAuthClient;
let mine: SignedIn['mine'];

beforeAll(async () => {
  bench = await createOAuthBench();
});
afterAll(async () => bench.close());
beforeEach(async () => {
  browser = new OAuthClient(bench);
  mine = await registered(browser);
});

function boxes(html: string): Record<string, boolean> {
  const inputs = [...html.matchAll(/<input type="checkbox" name="scope" value="(\w+)"( checked)?>/g)];
  return Object.fromEntries(inputs.map(([, scope = '', checked]) => [scope, checked !== undefined]));
}

function fact(html: string, term: string): string | undefined {
  return new RegExp(`<dt>${term}</dt><dd>([^<]*)</dd>`).exec(html)?.[1];
}

async function send(client: OAuthClient, { url, token }: { url: string; token: string }, form: object) {
  const answer = { form_token: token, password, decision: 'allow', ...form };
  return client.browse(url, { form: answer, headers: { origin: issuer } });
}

describe('the consent page', () => {
  it.each([
    [undefined, 'nothing in particular', { read: true, write: true, admin: false }],
    ['openid full', 'nothing in particular', { read: true, write: true, admin: false }],
    ['read', 'read', { read: true }],
    ['write offline_access', 'read and write', { read: true, write: true }],
    ['admin', 'read, write and admin', { read: true, write: true, admin: false }],
  ])('for a client that names the scope %s tells so, and ticks no admin', async (scope, asksFor, expected) => {
    const { page } = await browser.openConsent({ ...mine, ...(scope === undefined ? {} : { scope }) });

    expect(fact(page.body, 'It asks for')).toBe(asksFor);
    expect(boxes(page.body)).toEqual(expected);
  });

  it('does not believe a client about what it named', async () => {
    const { page } = await browser.openConsent({ ...mine, scope: 'admin', named_scopes: '' });

    expect(fact(page.body, 'It asks for')).toBe('read, write and admin');
  });

  it('says where the answer goes', async () => {
    const { page } = await browser.openConsent(mine);

    expect(fact(page.body, 'The answer goes to')).toBe('claude.ai');
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, 401],
    ['nothing ticked', { scope: [] }, 400],
    ['no decision', { decision: [] }, 400],
  ])('comes again after %s, and lets nobody in', async (_what, form, status) => {
    const consent = await browser.openConsent(mine);
    const answer = await send(browser, consent, { scope: ['read'], ...form });

    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain('role="alert"');
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('keeps the ticks when the password was wrong', async () => {
    const consent = await browser.openConsent(mine);
    const answer = await send(browser, consent, { password: 'wrong', scope: ['read', 'admin'] });

    expect(boxes(answer.body)).toEqual({ read: true, write: false, admin: true });
  });

  it.each([
    [['read'], 'read'],
    [['write'], 'read write'],
    [['admin'], 'read write admin'],
  ])('gives what %j includes, and nothing else', async (scope, given) => {
    const back = await browser.authorize(mine, { scope });
    const tokens = await browser.exchange(back.searchParams.get('code') ?? '', mine);

    expect(tokens.json()).toMatchObject({ scope: given });
  });

  it('tells the owner what is new when a client comes again', async () => {
    const first = await browser.openConsent(mine);
    expect(fact(first.page.body, 'You let it in before')).toBeUndefined();
    expect(first.page.body).not.toContain('<em>new</em>');
    await browser.authorize(mine, { scope: ['read'] });

    const { page } = await browser.openConsent({ ...mine, scope: 'write' });

    expect(fact(page.body, 'You let it in before')).toMatch(/^\d{4}-\d\d-\d\d, with read$/);
    expect(page.body.match(/<code>\w+<\/code> <em>new<\/em>/g)).toEqual(['<code>write</code> <em>new</em>']);
  });

  it('tells nobody else what a client was allowed, whose id may be public', async () => {
    await browser.authorize(mine, { scope: ['read'] });
    const stranger = await new OAuthClient(bench).openConsent(mine);

    expect(fact(stranger.page.body, 'You let it in before')).toBeUndefined();
    expect(stranger.page.body).not.toContain('<em>new</em>');
  });

  it('remembers the owner’s browser in a cookie that opens nothing', async () => {
    const consent = await browser.openConsent(mine);
    const answer = await send(browser, consent, { scope: ['read'] });
    const cookie = answer.cookies.find(({ name }) => name === 'arr_mcp_owner');

    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/oauth/consent' });
    const asPage = await browser.send('/', { headers: { cookie: `arr_mcp_page=${cookie?.value ?? ''}` } });
    expect(asPage.statusCode).toBe(401);
  });
});
