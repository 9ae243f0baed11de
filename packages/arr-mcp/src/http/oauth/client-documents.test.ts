import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { type OAuthBench, OAuthClient, createOAuthBench } from '../../testing/oauth-bench.ts';

const address = 'https://claude.ai/oauth/claude-code-client-metadata';
const document = {
  client_id: address,
  client_name: 'Claude Code',
  redirect_uris: ['http://localhost/callback', 'http://127.0.0.1/callback'],
  token_endpoint_auth_method: 'none',
};

let bench: OAuthBench;
let answer: () => Promise<Response>;
let fetched: string[];

beforeAll(async () => {
  fetched = [];
  const fetchDocument = async (url: string): Promise<Response> => {
    fetched.push(url);
    return answer();
  };
  bench = await createOAuthBench({}, { fetchDocument });
});
afterAll(async () => bench.close());
afterEach(() => vi.useRealTimers());

describe('a client that is described by a document', () => {
  const mine = { client_id: address, redirect_uri: 'http://127.0.0.1:52163/callback' };

  it.each([
    ['a redirect', () => Response.redirect('https://claude.ai/other', 302)],
    ['an error', () => Response.json(document, { status: 500 })],
    ['a document of another client', () => Response.json({ ...document, client_id: `${address}2` })],
    ['a document without its address', () => Response.json({ ...document, client_id: undefined })],
    ['a document with a secret', () => Response.json({ ...document, client_secret: 'x'.repeat(40) })],
    ['more than 5 KiB', () => Response.json({ ...document, software_id: 'x'.repeat(5200) })],
    [
      'a redirect address that is not known',
      () => Response.json({ ...document, redirect_uris: ['https://evil.example'] }),
    ],
    ['no addresses', () => Response.json({ ...document, redirect_uris: [] })],
    ['no JSON', () => new Response('<html>')],
    ['a list', () => Response.json([document])],
    ['nothing', () => Promise.reject(new Error('unreachable'))],
  ])('is not let in when its site answers with %s', async (_what, make) => {
    answer = async () => make();
    const refused = await new OAuthClient(bench).browse(new OAuthClient(bench).authorizeUrl(mine));
    expect(refused.statusCode).toBe(400);
    expect(refused.headers.location).toBeUndefined();
  });

  it.each([
    ['of a whole site', 'https://claude.ai'],
    ['of a whole site, with a slash', 'https://claude.ai/'],
    ['by plain http', 'http://claude.ai/client'],
    ['with a fragment', 'https://claude.ai/client#x'],
    ['with a user', 'https://user@claude.ai/client'],
    ['with dots in it', 'https://claude.ai/a/../client'],
  ])('is not asked for at an address %s', async (_what, id) => {
    fetched.length = 0;
    const client = new OAuthClient(bench);
    const refused = await client.browse(client.authorizeUrl({ ...mine, client_id: id }));
    expect(refused.statusCode).toBe(400);
    expect(fetched).toEqual([]);
  });

  it('says who vouches for it, signs in, and renews its tokens while its site is away, after a restart as well', async () => {
    answer = async () => Response.json(document);
    const client = new OAuthClient(bench);
    const { page } = await client.openConsent(mine);
    expect(page.body).toMatch(/Vouched for by<\/dt><dd>claude\.ai</);
    const back = await client.authorize(mine);
    const tokens = (await client.exchange(back.searchParams.get('code') ?? '', mine)).json<Record<string, string>>();

    await bench.restart();
    answer = async () => Promise.reject(new Error('unreachable'));

    expect((await client.refresh(tokens['refresh_token'] ?? '', mine)).statusCode).toBe(200);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2000 });
    expect((await client.browse(client.authorizeUrl(mine))).statusCode).toBe(400);
  });
});
