import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  type OAuthBench,
  OAuthClient,
  adminKey,
  createOAuthBench,
  issuer,
  preRegistered,
  registered,
} from '../testing/oauth-bench.ts';

const proxy = '192.0.2.1';
const free = 5;

let bench: OAuthBench;

beforeAll(async () => {
  bench = await createOAuthBench({ ARR_MCP_TRUSTED_PROXIES: proxy });
});
afterAll(async () => bench.close());

interface Sent {
  /** who connects to us */
  readonly peer: string;
  readonly forwardedFor?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Ways in that are slowed down per address: what one request there is answered. */
const doors: Readonly<Record<string, (sent: Sent) => Promise<number>>> = {
  'a key': async (sent) => post('/mcp', sent, { json: '{}', headers: { authorization: 'Bearer a-guess' } }),
  'a client’s secret': async (sent) =>
    post('/oauth/token', sent, {
      form: { grant_type: 'refresh_token', refresh_token: 'x', client_id: preRegistered.id, client_secret: 'a guess' },
    }),
};

async function post(
  url: string,
  { peer, forwardedFor, headers }: Sent,
  body: { json?: string; form?: Record<string, string>; headers?: Record<string, string> },
): Promise<number> {
  const answer = await bench.server.app.inject({
    method: 'POST',
    url,
    remoteAddress: peer,
    headers: {
      host: new URL(issuer).host,
      'content-type': body.form === undefined ? 'application/json' : 'application/x-www-form-urlencoded',
      ...(forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }),
      ...headers,
      ...body.headers,
    },
    payload: body.form === undefined ? (body.json ?? '') : new URLSearchParams(body.form).toString(),
  });
  return answer.statusCode;
}

async function statuses(times: number, send: (count: number) => Promise<number>): Promise<number[]> {
  const all: number[] = [];
  for (let count = 0; count < times; count += 1) all.push(await send(count));
  return all;
}

describe.each(Object.entries(doors))('guesses at %s', (what, send) => {
  const net = `203.0.113.${what.length}`;

  it('count for the address that the proxy tells of, and for no other behind it', async () => {
    const guesser = { peer: proxy, forwardedFor: net };

    const guessed = await statuses(free + 1, async () => send(guesser));

    expect(guessed).toEqual([...Array<number>(free).fill(401), 429]);
    expect(await send({ peer: proxy, forwardedFor: `198.51.100.${what.length}` })).toBe(401);
  });

  it('count for who connects, whatever it says of itself to the proxy', async () => {
    const said = (count: number) => ({ peer: proxy, forwardedFor: `10.1.1.${count}, 203.0.114.${what.length}` });

    const guessed = await statuses(free + 1, async (count) => send(said(count)));

    expect(guessed.at(-1)).toBe(429);
  });

  it.each(['x-forwarded-for', 'x-real-ip', 'forwarded', 'cf-connecting-ip', 'true-client-ip'])(
    'count for who connects, whatever it writes into %s, where it is no proxy of ours',
    async (name) => {
      const peer = `203.0.115.${what.length + name.length}`;

      const guessed = await statuses(free + 1, async (count) =>
        send({ peer, headers: { [name]: name === 'forwarded' ? `for=10.2.2.${count}` : `10.2.2.${count}` } }),
      );

      expect(guessed.at(-1)).toBe(429);
    },
  );
});

describe('registrations', () => {
  it('count for who connects, whatever it says of itself', async () => {
    const json = JSON.stringify({ redirect_uris: ['https://claude.ai/api/mcp/auth_callback'] });

    const made = await statuses(21, async (count) =>
      post('/oauth/register', { peer: '203.0.116.1', forwardedFor: `10.3.3.${count}` }, { json }),
    );

    expect(made).toEqual([...Array<number>(20).fill(201), 429]);
  });
});

describe('the server’s own name', () => {
  const forged = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
    'x-forwarded-port': '8443',
    'x-original-host': 'evil.example',
    'x-forwarded-prefix': '/evil',
    forwarded: 'host=evil.example;proto=http',
  };

  it.each([
    '/.well-known/oauth-protected-resource/mcp',
    '/.well-known/oauth-authorization-server',
    '/openapi.json',
    '/oauth/authorize?client_id=nobody',
  ])('in %s is ours, even where a proxy that we trust passes a forged one on', async (url) => {
    const answer = await bench.server.app.inject({
      url,
      remoteAddress: proxy,
      headers: { host: new URL(issuer).host, authorization: `Bearer ${adminKey}`, ...forged },
    });

    expect(answer.body).not.toMatch(/evil|8443/);
    expect(JSON.stringify(answer.headers)).not.toMatch(/evil|8443/);
  });

  it('in a refusal and on the way through the consent page is ours', async () => {
    const client = new OAuthClient(bench, proxy);
    const mine = await registered(client);
    const refused = await client.send('/mcp', { form: {}, headers: forged });
    const start = await client.browse(client.authorizeUrl(mine), { headers: forged });
    const page = await client.browse(String(start.headers.location), { headers: forged });

    expect(refused.headers['www-authenticate']).toContain(`${issuer}/.well-known/`);
    expect(start.headers.location).toMatch(/^\/oauth\/consent\//);
    expect(start.cookies.length).toBeGreaterThan(0);
    expect(start.cookies.every(({ secure, httpOnly }) => secure === true && httpOnly === true)).toBe(true);
    expect(page.statusCode).toBe(200);
    expect(`${page.body}${JSON.stringify(page.headers)}`).not.toMatch(/evil|8443/);
  });

  it('is not another’s, though the proxy says that the page was asked for under ours', async () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': new URL(issuer).host };
    const answer = await bench.server.app.inject({ url: '/health', remoteAddress: proxy, headers });

    expect(answer.statusCode).toBe(403);
  });
});
