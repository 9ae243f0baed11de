import fastifyCookie from '@fastify/cookie';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';

import { ApiKey } from '../http/auth/api-key.ts';
import { LoginLimiter } from '../http/auth/login-limiter.ts';
import { answerError } from '../http/error-handler.ts';
import { createLogger } from '../logger.ts';
import { type FakeHost, fakeContainer, fakeStatus } from '../testing/status-sources.ts';
import { dashboardRoutes } from './dashboard-routes.ts';

const key = 'a-key-of-some-length';
const open: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(async (app) => app.close()));
});

interface Setup {
  readonly dashboardPublic?: boolean;
  readonly host?: FakeHost;
  readonly trustProxy?: boolean;
  readonly logged?: string[];
  readonly isDemo?: boolean;
}

async function createPage({
  dashboardPublic = false,
  host,
  trustProxy = false,
  logged = [],
  isDemo = false,
}: Setup = {}) {
  const loggerInstance: FastifyBaseLogger = createLogger('trace', { write: (line) => void logged.push(line) });
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy,
  });
  open.push(app);
  const apiKey = new ApiKey(key);
  app.setErrorHandler(answerError);
  await app.register(fastifyCookie, { secret: apiKey.cookieSecret });
  const access = { apiKey, limiter: new LoginLimiter(), dashboardPublic };
  await app.register(dashboardRoutes, {
    access,
    status: { get: async () => fakeStatus(host) },
    version: '1.2.3',
    isDemo,
  });
  return app;
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const signIn = (app: FastifyInstance, payload: string) =>
  app.inject({ method: 'POST', url: '/sign-in', headers: form, payload });

async function signedInCookie(app: FastifyInstance): Promise<string> {
  const [cookie] = (await app.inject(`/?key=${key}`)).cookies;
  return `${cookie!.name}=${encodeURIComponent(cookie!.value)}`;
}

describe('GET /', () => {
  it.each([
    ['nothing', {}, '', 401],
    ['a wrong key', {}, '?key=wrong', 401],
    ['an empty key', {}, '?key=', 401],
    ['two keys', {}, `?key=${key}&key=${key}`, 401],
    ['a wrong bearer key', { authorization: 'Bearer wrong' }, '', 401],
    ['a cookie that we did not sign', { cookie: 'arr_mcp_page=99999999999999.abc' }, '', 401],
    ['the bearer key', { authorization: `Bearer ${key}` }, '', 200],
  ])('answers somebody with %s', async (_what, headers, query, status) => {
    const answer = await (await createPage()).inject({ url: `/${query}`, headers });

    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain(status === 200 ? 'Nothing is set up yet' : 'action="/sign-in"');
  });

  it('exchanges the key for a cookie, and takes it out of the address', async () => {
    const answer = await (await createPage()).inject(`/?part=main&key=${key}&a=%26`);

    expect(answer).toMatchObject({ statusCode: 303, headers: { location: '/?part=main&a=%26' } });
    expect(answer.cookies).toMatchObject([{ httpOnly: true, sameSite: 'Strict', path: '/', maxAge: 2_592_000 }]);
    expect(answer.cookies[0]).not.toHaveProperty('secure');
  });

  it('sends the cookie over https only, where there is https', async () => {
    const app = await createPage({ trustProxy: true });
    const headers = { 'x-forwarded-proto': 'https' };

    const answer = await app.inject({ url: `/?key=${key}`, headers });

    expect(answer.cookies).toMatchObject([{ secure: true }]);
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
  });

  it('opens with the cookie', async () => {
    const app = await createPage();

    const answer = await app.inject({ url: '/', headers: { cookie: await signedInCookie(app) } });

    expect(answer.statusCode).toBe(200);
  });

  it('opens to everybody when it is public, and still takes a key out of the address', async () => {
    const app = await createPage({ dashboardPublic: true });

    await expect(app.inject('/')).resolves.toMatchObject({ statusCode: 200 });
    await expect(app.inject('/?key=any')).resolves.toMatchObject({ statusCode: 303, headers: { location: '/' } });
  });

  it('says so where everything is invented, and nowhere else', async () => {
    const pages = [
      await createPage({ dashboardPublic: true, isDemo: true }),
      await createPage({ dashboardPublic: true }),
    ];

    const [demo, real] = await Promise.all(pages.map(async (app) => (await app.inject('/')).body));

    expect(demo).toContain('This is a demo: everything here is invented.');
    expect(real).not.toContain('demo');
  });

  it('tells the page what may be loaded, and caches not to keep it', async () => {
    const { headers } = await (await createPage({ dashboardPublic: true })).inject('/');

    expect(headers).toMatchObject({
      'content-security-policy':
        "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
    });
    expect(headers).not.toHaveProperty('strict-transport-security');
  });

  it('prints hostile names as text', async () => {
    const name = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`;
    const host = { containers: [fakeContainer({ name, image: name, state: 'dead' })], stacks: { media: name } };

    const { body } = await (await createPage({ dashboardPublic: true, host })).inject('/');

    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img');
    expect(body).not.toMatch(/<img|<script>|data-headline="[^"]*['<>]/);
  });

  it('has nothing inline that the policy would refuse', async () => {
    const host = {
      disks: [{ use: ['media'], path: '/m', totalBytes: 10, usedBytes: 5, freeBytes: 5, usedPercent: 50 }],
    };

    const { body } = await (await createPage({ dashboardPublic: true, host })).inject('/');

    expect(body).not.toMatch(/ style=| on[a-z]+=|<style|<script(?! src="\/assets\/)|https?:\/\//);
    expect(body).toContain('<noscript><meta http-equiv="refresh" content="30"></noscript>');
  });

  it('gives the main part alone to the page’s own script', async () => {
    const { body } = await (await createPage({ dashboardPublic: true })).inject('/?part=main');

    expect(body.trimStart()).toMatch(/^<section id="overall"/);
    expect(body).not.toContain('<html');
  });
});

describe('POST /sign-in', () => {
  it('looks for a cookie that a foreign link held back, unless a key was just refused', async () => {
    const app = await createPage();

    expect((await app.inject('/')).body).toContain('src="/assets/sign-in.js"');
    expect((await app.inject('/?key=wrong')).body).not.toContain('<script');
  });

  it('opens the page with the key, pasted with spaces around it', async () => {
    const answer = await signIn(await createPage(), `key=+${key}%0A`);

    expect(answer).toMatchObject({ statusCode: 303, headers: { location: '/' } });
    expect(answer.cookies).toHaveLength(1);
  });

  it('says in words that the key is wrong', async () => {
    const answer = await signIn(await createPage(), 'key=wrong');

    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain('That key is wrong.');
    expect(answer.cookies).toEqual([]);
  });

  it.each(['', 'key=', 'other=1'])('asks again when there is no key in "%s"', async (payload) => {
    await expect(signIn(await createPage(), payload)).resolves.toMatchObject({ statusCode: 401 });
  });

  it('says when to try again after too many wrong keys', async () => {
    const app = await createPage();
    for (let attempt = 0; attempt < 6; attempt += 1) await signIn(app, 'key=wrong');

    const answer = await signIn(app, `key=${key}`);

    expect(answer.statusCode).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.body).toMatch(/Please try again in \d+ seconds?\./);
  });

  it('keeps the origin in the form’s request, which the Origin check needs', async () => {
    await expect((await createPage()).inject('/')).resolves.toMatchObject({
      headers: { 'referrer-policy': 'same-origin' },
    });
  });

  it('refuses a body that is no form, or is too large', async () => {
    const app = await createPage();

    await expect(app.inject({ method: 'POST', url: '/sign-in', payload: { key } })).resolves.toMatchObject({
      statusCode: 415,
    });
    await expect(signIn(app, `key=${'x'.repeat(5000)}`)).resolves.toMatchObject({ statusCode: 413 });
  });
});

describe('GET /api/status', () => {
  it('refuses who has no key', async () => {
    const answer = await (await createPage()).inject('/api/status');

    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ error: { code: 'unauthorized' } });
  });

  it('answers a key in the address directly, without a cookie', async () => {
    const host = { containers: [fakeContainer({ name: 'plex', health: 'healthy' })] };

    const answer = await (await createPage({ host })).inject(`/api/status?key=${key}`);

    expect(answer.cookies).toEqual([]);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json()).toMatchObject({
      generated_at: '2026-03-01T12:00:00.000Z',
      health: 'healthy',
      summary: 'Everything is running',
      containers: {
        state: 'ready',
        data: [{ name: 'plex', health_check: 'healthy', started_at: '2026-03-01T09:00:00Z' }],
      },
      runtime: { state: 'ready', data: { kind: 'podman', version: '5.4.2', rootless: true } },
      unavailable: [],
    });
    // Where the sockets of the host are is nobody's business on a page that may be public.
    expect(answer.body).not.toContain('.sock');
  });
});

describe('GET /assets/', () => {
  it.each([
    ['dashboard.css', 'text/css'],
    ['dashboard.js', 'application/javascript'],
    ['sign-in.js', 'application/javascript'],
    ['icon.svg', 'image/svg+xml'],
  ])('gives %s to everybody, since the sign-in page needs it', async (name, type) => {
    const app = await createPage();
    const answer = await app.inject(`/assets/${name}`);

    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain(type);
    expect(answer.headers['cache-control']).toBe('public, max-age=0');
    const headers = { 'if-none-match': answer.headers.etag };
    await expect(app.inject({ url: `/assets/${name}`, headers })).resolves.toMatchObject({ statusCode: 304 });
  });

  it.each(['/assets/../dashboard-routes.ts', '/assets/%2e%2e/dashboard-routes.ts', '/assets/nothing.js'])(
    'has nothing at %s',
    async (url) => {
      await expect((await createPage()).inject(url)).resolves.toMatchObject({ statusCode: 404 });
    },
  );
});

describe('the log', () => {
  it('never has a key in it, right or wrong', async () => {
    const logged: string[] = [];
    const app = await createPage({ logged });

    await app.inject(`/?key=${key}`);
    await app.inject('/?key=almost-the-right-key');
    await app.inject(`/api/status?key=${key}`);
    await signIn(app, 'key=almost-the-right-key');

    expect(logged.join('\n')).toContain('wrong key refused');
    expect(logged.join('\n')).not.toMatch(/a-key-of-some-length|almost-the-right-key/);
  });
});
