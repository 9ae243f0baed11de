import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { LightMyRequestResponse } from 'fastify';

import { createApp } from '../app.ts';
import { createConfig } from '../config/config.ts';
import { type Environment, readSettings } from '../config/read-settings.ts';
import { Metrics } from '../http/metrics.ts';
import type { PublicFetch } from '../http/oauth/public-fetch.ts';
import { type HttpServer, createHttpServer } from '../http-server.ts';
import { createLogger } from '../logger.ts';

export const issuer = 'https://media.example.org';
export const resource = `${issuer}/mcp`;
export const password = 'open sesame, said the owner';
export const preRegistered = { id: 'chatgpt', secret: 'secret-of-the-custom-action' };
export const adminKey = 'test-key-0123456789abcdef';

export interface OAuthBench {
  readonly server: HttpServer;
  readonly log: string[];
  /** another server on the same data, as after a restart */
  restart(env?: Environment): Promise<void>;
  /** all bytes of the data directory's database files */
  databaseText(): string;
  close(): Promise<void>;
}

const offline: PublicFetch = async (url) => {
  throw new Error(`a test fetched ${url}`);
};

/** The whole server with OAuth on, in a data directory of its own, on a stand-in for the internet. */
export async function createOAuthBench(
  env: Environment = {},
  { fetchDocument = offline }: { readonly fetchDocument?: PublicFetch } = {},
): Promise<OAuthBench> {
  const folder = mkdtempSync(join(tmpdir(), 'arr-mcp-oauth-'));
  const log: string[] = [];
  const start = async (more: Environment = {}) => {
    const settings = readSettings({ env: { ...environment(folder), ...env, ...more }, readFile: () => '' });
    const config = createConfig(settings, { dataHome: folder, runtimeDir: undefined, uid: process.getuid?.() ?? 0 });
    const logger = createLogger('debug', { write: (line) => void log.push(line) });
    const app = await createApp({ config, log: logger, observe: () => undefined });
    const parts = { ...app, config, apiKey: adminKey, metrics: new Metrics(), log: logger, fetchDocument };
    return { app, server: await createHttpServer(parts) };
  };
  const stop = async ({ app, server }: Awaited<ReturnType<typeof start>>) => {
    await server.close();
    await app.close();
  };
  let running = await start();
  return {
    get server() {
      return running.server;
    },
    log,
    async restart(more) {
      await stop(running);
      running = await start(more);
    },
    databaseText() {
      const data = join(folder, 'data');
      const files = readdirSync(data).filter((name) => name.startsWith('state.db'));
      return files.map((name) => readFileSync(join(data, name), 'latin1')).join('');
    },
    async close() {
      await stop(running);
      rmSync(folder, { recursive: true });
    },
  };
}

function environment(folder: string): Environment {
  return {
    ARR_MCP_DATA_DIR: join(folder, 'data'),
    ARR_MCP_STACKS_DIR: join(folder, 'stacks'),
    ARR_MCP_MEDIA_DIR: folder,
    ARR_MCP_CONTAINER_RUNTIME: 'none',
    ARR_MCP_HELPER_SOCKET: join(folder, 'helper.sock'),
    ARR_MCP_PUBLIC_URL: issuer,
    OAUTH_AUTH_PASSWORD: password,
    OAUTH_CLIENT_ID: preRegistered.id,
    OAUTH_CLIENT_SECRET: preRegistered.secret,
  };
}

type Fields = Readonly<Record<string, string | readonly string[]>>;

let addresses = 0;

// Limits count per address, and no test is to use up what another needs.
function nextAddress(): string {
  addresses += 1;
  return `100.64.${Math.floor(addresses / 250)}.${1 + (addresses % 250)}`;
}

/** A client with a browser, on its own address: what happens outside of the server in a sign-in. */
export class OAuthClient {
  readonly #bench: OAuthBench;
  readonly #cookies = new Map<string, { value: string; path: string }>();
  readonly remoteAddress: string;
  readonly verifier = randomBytes(32).toString('base64url');

  constructor(bench: OAuthBench, remoteAddress = nextAddress()) {
    this.#bench = bench;
    this.remoteAddress = remoteAddress;
  }

  get challenge(): string {
    return createHash('sha256').update(this.verifier).digest('base64url');
  }

  /** What the browser sends, with the cookies of the path. */
  async browse(
    url: string,
    { form, headers = {} }: { form?: Fields; headers?: Record<string, string> } = {},
  ): Promise<LightMyRequestResponse> {
    const path = url.replace(issuer, '');
    const cookie = [...this.#cookies]
      .filter(([, each]) => path.startsWith(each.path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const answer = await this.#inject(path, { form, headers: { accept: 'text/html', cookie, ...headers } });
    for (const { name, value, path: at = '/', expires } of answer.cookies)
      if (expires !== undefined && expires.getTime() < Date.now()) this.#cookies.delete(name);
      else this.#cookies.set(name, { value, path: at });
    return answer;
  }

  /** What the client's own program sends. */
  async send(path: string, { form, headers = {} }: { form?: Fields; headers?: Record<string, string> } = {}) {
    return this.#inject(path, { form, headers });
  }

  async register(body: object): Promise<LightMyRequestResponse> {
    return this.#bench.server.app.inject({
      method: 'POST',
      url: '/oauth/register',
      remoteAddress: this.remoteAddress,
      headers: { host: new URL(issuer).host, 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    });
  }

  authorizeUrl(parameters: Fields): string {
    return `/oauth/authorize?${encode({
      response_type: 'code',
      code_challenge: this.challenge,
      code_challenge_method: 'S256',
      state: 'the state',
      resource,
      ...parameters,
    })}`;
  }

  /** Goes to the consent page. @returns its address and what it holds */
  async openConsent(parameters: Fields): Promise<{ url: string; page: LightMyRequestResponse; token: string }> {
    const start = await this.browse(this.authorizeUrl(parameters));
    const url = String(start.headers.location);
    const page = await this.browse(url);
    return { url, page, token: /name="form_token" value="([^"]+)"/.exec(page.body)?.[1] ?? '' };
  }

  /** The whole way from the client's request to where its answer is sent. */
  async authorize(parameters: Fields, answer: Fields = {}): Promise<URL> {
    const { url, token } = await this.openConsent(parameters);
    const form = { form_token: token, password, scope: ['read', 'write'], decision: 'allow', ...answer };
    const allowed = await this.browse(url, { form, headers: { origin: issuer } });
    const back = await this.browse(String(allowed.headers.location));
    return new URL(String(back.headers.location));
  }

  async exchange(code: string, fields: Fields, headers?: Record<string, string>): Promise<LightMyRequestResponse> {
    const form = { grant_type: 'authorization_code', code, code_verifier: this.verifier, ...fields };
    return this.send('/oauth/token', { form, ...(headers === undefined ? {} : { headers }) });
  }

  async refresh(token: string, fields: Fields): Promise<LightMyRequestResponse> {
    return this.send('/oauth/token', { form: { grant_type: 'refresh_token', refresh_token: token, ...fields } });
  }

  /** `tools/list` with an access token. */
  async listTools(token: string): Promise<LightMyRequestResponse> {
    return this.ask(token, { method: 'tools/list' });
  }

  /** A request to `/mcp` with an access token. */
  async ask(token: string, message: object): Promise<LightMyRequestResponse> {
    return this.#bench.server.app.inject({
      method: 'POST',
      url: '/mcp/x/full',
      remoteAddress: this.remoteAddress,
      headers: {
        host: new URL(issuer).host,
        authorization: `Bearer ${token}`,
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
      },
      payload: JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }),
    });
  }

  async #inject(path: string, { form, headers }: { form?: Fields | undefined; headers: Record<string, string> }) {
    return this.#bench.server.app.inject({
      method: form === undefined ? 'GET' : 'POST',
      url: path,
      remoteAddress: this.remoteAddress,
      headers: {
        host: new URL(issuer).host,
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(form === undefined ? {} : { payload: encode(form) }),
    });
  }
}

export interface SignedIn {
  readonly client: OAuthClient;
  /** what the client says of itself in each request */
  readonly mine: { readonly client_id: string; readonly redirect_uri: string };
  readonly access: string;
  readonly refresh: string;
}

/** A client that registered itself and was let in. */
export async function signIn(bench: OAuthBench, scope: readonly string[] = ['read', 'write']): Promise<SignedIn> {
  const client = new OAuthClient(bench);
  const mine = await registered(client);
  const back = await client.authorize(mine, { scope });
  const tokens = await client.exchange(back.searchParams.get('code') ?? '', mine);
  const { access_token: access, refresh_token: refresh } = tokens.json<Record<string, string>>();
  return { client, mine, access: access ?? '', refresh: refresh ?? '' };
}

export async function registered(
  client: OAuthClient,
  redirectUri = 'https://claude.ai/api/mcp/auth_callback',
): Promise<SignedIn['mine']> {
  const answer = await client.register({ client_name: 'Claude', redirect_uris: [redirectUri] });
  return { client_id: answer.json<{ client_id: string }>().client_id, redirect_uri: redirectUri };
}

function encode(fields: Fields): string {
  const all = Object.entries(fields).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((each): [string, string] => [name, each]),
  );
  return new URLSearchParams(all).toString();
}
