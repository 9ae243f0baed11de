import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { KeyStore } from '../../storage/key-store.ts';
import { openStateDatabase } from '../../storage/state-database.ts';
import { OAuthClient, createOAuthBench, issuer, preRegistered } from '../../testing/oauth-bench.ts';
import { type TestApp, createTestApp, testKey } from '../../testing/test-app.ts';
import { createNamedKey } from '../auth/named-keys.ts';

interface Described {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, { readonly post: { readonly requestBody: { readonly required: boolean } } }>>;
  readonly components: { readonly securitySchemes: Readonly<Record<string, object>> };
}

let folder: string;
let app: TestApp;
let database: DatabaseSync;
let store: KeyStore;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'openapi-route-'));
  app = await createTestApp({ ARR_MCP_DATA_DIR: folder, ARR_MCP_RATE_LIMIT: '1000' });
  database = openStateDatabase(join(folder, 'state.db'));
  store = new KeyStore(database);
});

afterAll(async () => {
  database.close();
  await app.close();
  rmSync(folder, { recursive: true });
});

afterEach(() => store.list().forEach(({ name }) => store.revoke(name, new Date().toISOString())));

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

async function ask(query = '', headers: Record<string, string> = bearer(testKey), to = app) {
  return to.server.app.inject({ url: `/openapi.json${query}`, headers });
}

async function names(query?: string, headers?: Record<string, string>, to?: TestApp): Promise<string[]> {
  const answer = await ask(query, headers, to);
  return Object.keys(answer.json<Described>().paths).map((path) => path.replace('/api/tools/', ''));
}

describe('GET /openapi.json', () => {
  it('describes the reading tools of the default profile', async () => {
    const described = await names();

    expect(described).toEqual(
      expect.arrayContaining(['overview_get', 'container_list', 'find_tools', 'call_read_tool']),
    );
    expect(described).not.toContain('container_restart');
    expect(described).not.toContain('unit_list');
    expect(described).not.toContain('sonarr_get_calendar');
  });

  it('describes nothing that its reader cannot call', async () => {
    const key = createNamedKey(store, { name: 'laptop', scopes: ['read'], toolsets: ['logs', 'containers'] });
    const described = await names('?toolsets=logs,containers,units,finder', bearer(key));

    expect(described).toContain('log_search');
    expect(described).not.toContain('unit_list');
    for (const name of described) {
      const answer = await app.server.app.inject({ method: 'POST', url: `/api/tools/${name}`, headers: bearer(key) });
      expect({ name, isCallable: [200, 400, 503].includes(answer.statusCode) }).toEqual({ name, isCallable: true });
    }
  });

  it.each([
    ['?toolsets=units', ['unit_list', 'quadlet_read'], ['container_list', 'unit_stop']],
    ['?toolsets=logs,container_list', ['log_read', 'container_list'], ['container_stats']],
    ['?toolsets=files', ['file_read', 'audit_list'], ['file_write']],
  ])('describes what %s names', async (query, among, beside) => {
    const described = await names(query);

    expect(described).toEqual(expect.arrayContaining(among));
    expect(described.filter((name) => beside.includes(name))).toEqual([]);
  });

  it.each([
    ['?toolsets=nonsense', 404, /neither a toolset nor a tool/],
    ['?toolsets=', 404, /names no toolset/],
    ['?toolsets=sonarr', 404, /no tool that reads is left.*not set up/],
    ['?toolsets=container_restart', 404, /no tool that reads is left/],
    ['?toolsets=full', 400, /\d+ tools, and a description holds 30/],
    ['?toolset=units', 400, /not known here/],
    ['?toolsets=units&toolsets=logs', 400, /in one parameter/],
  ])('refuses %s', async (query, status, words) => {
    const answer = await ask(query);

    expect(answer.statusCode).toBe(status);
    expect(answer.body).toMatch(words);
  });

  it('heeds the headers that narrow', async () => {
    const headers = { ...bearer(testKey), 'x-mcp-exclude-tools': 'containers' };

    expect(await names('', headers)).not.toContain('container_list');
  });

  it('describes the default tools where the operator lists more than fit', async () => {
    const own = await createTestApp({ ARR_MCP_TOOLSETS: 'full' });

    expect(await names('', bearer(testKey), own)).toEqual(await names());
    await own.close();
  });

  it('names the address that it is asked at, or the one that the operator gave', async () => {
    const own = await createTestApp({ ARR_MCP_PUBLIC_URL: 'https://media.example.org/' });
    const here = await ask('', { ...bearer(testKey), host: '127.0.0.1:8081' });
    const there = await ask('', bearer(testKey), own);

    expect(here.json<Described>().servers).toEqual([{ url: 'http://127.0.0.1:8081' }]);
    expect(there.json<Described>().servers).toEqual([{ url: 'https://media.example.org' }]);
    await own.close();
  });
});

describe('who may read the description', () => {
  it('has a key in the header or in the address', async () => {
    const key = createNamedKey(store, { name: 'laptop', scopes: ['read'], toolsets: ['logs'] });

    expect(await names(`?key=${key}`, {})).toEqual(['call_read_tool', 'find_tools', 'job_get', 'log_search']);
    expect(await names('', bearer(key))).toEqual(await names(`?key=${key}`, {}));
    expect((await ask(`?key=${key}`, {})).headers['cache-control']).toBe('no-store');
    expect(app.log.join('')).not.toContain(key.slice(-43));
  });

  it('is signed in on the page', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const signIn = await app.server.app.inject({
      method: 'POST',
      url: '/sign-in',
      headers: form,
      payload: `key=${testKey}`,
    });
    const [cookie] = signIn.cookies;

    expect((await ask('', { cookie: `${cookie!.name}=${encodeURIComponent(cookie!.value)}` })).statusCode).toBe(200);
  });

  it.each([
    ['nothing', '', {}],
    ['a wrong key', '', bearer('wrong')],
    ['a wrong key in the address', '?key=wrong', {}],
  ])('is nobody with %s', async (_what, query, headers) => {
    const answer = await ask(query, headers);

    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ error: { code: 'unauthorized' } });
  });

  it('is everybody where the page is public, and they see what a key that reads sees', async () => {
    const own = await createTestApp({ DASHBOARD_PUBLIC: 'true' });
    const call = await own.server.app.inject({ method: 'POST', url: '/api/tools/job_list' });

    expect(await names('?toolsets=files', {}, own)).toContain('file_read');
    expect(await names('?toolsets=files', {}, own)).not.toContain('audit_list');
    expect(call.statusCode).toBe(401);
    await own.close();
  });
});

describe('with OAuth, a custom action', () => {
  const callback = 'https://chatgpt.com/aip/g-0123abc/oauth/callback';

  it('finds in the description where to sign in, and calls with the token it gets there', async () => {
    const bench = await createOAuthBench();
    const host = new URL(issuer).host;
    const { components } = (
      await bench.server.app.inject({ url: '/openapi.json', headers: { ...bearer(testKey), host } })
    ).json<Described>();
    const client = new OAuthClient(bench);
    const mine = { client_id: preRegistered.id, redirect_uri: callback };

    const back = await client.authorize({ ...mine, scope: 'read' }, { scope: ['read'] });
    const secret = { client_secret: preRegistered.secret };
    const tokens = await client.exchange(back.searchParams.get('code') ?? '', { ...mine, ...secret });
    const token = tokens.json<{ access_token: string }>().access_token;
    const call = async (name: string) =>
      bench.server.app.inject({ method: 'POST', url: `/api/tools/${name}`, headers: { ...bearer(token), host } });

    expect(components.securitySchemes['oauth']).toMatchObject({
      flows: {
        authorizationCode: { authorizationUrl: `${issuer}/oauth/authorize`, tokenUrl: `${issuer}/oauth/token` },
      },
    });
    expect((await call('job_list')).json()).toEqual({ items: [], total: 0 });
    expect((await call('audit_list')).headers['www-authenticate']).toContain(
      'error="insufficient_scope", scope="admin"',
    );
    expect((await call('container_restart')).statusCode).toBe(403);
    await bench.close();
  });
});
