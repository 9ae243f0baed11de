import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  type OAuthBench,
  OAuthClient,
  type SignedIn,
  createOAuthBench,
  preRegistered,
  registered,
} from '../../testing/oauth-bench.ts';

// As many as are kept of those that register; the others are described by a document, but for the custom action.
const registering = 200;
const described = 299;

let bench: OAuthBench;
let sites = 'up';

beforeAll(async () => {
  bench = await createOAuthBench({}, { fetchDocument: async (id) => documentOf(id) });
});
afterAll(async () => bench.close());

async function documentOf(id: string): Promise<Response> {
  if (sites !== 'up') throw new Error('unreachable');
  return Response.json({
    client_id: id,
    client_name: new URL(id).host,
    redirect_uris: ['http://127.0.0.1/callback'],
    token_endpoint_auth_method: 'none',
  });
}

async function enter(client: OAuthClient, mine: SignedIn['mine'], secret: Record<string, string> = {}) {
  const back = await client.authorize(mine);
  const tokens = await client.exchange(back.searchParams.get('code') ?? '', { ...mine, ...secret });
  const { access_token: access = '', refresh_token: refresh = '' } = tokens.json<Record<string, string>>();
  return { client, mine: { ...mine, ...secret }, access, refresh };
}

/** Each from an address of its own, as clients in homes and in clouds come. */
async function enterAll(): Promise<SignedIn[]> {
  const all: SignedIn[] = [];
  for (let count = 0; count < registering; count += 1) {
    const client = new OAuthClient(bench);
    all.push(await enter(client, await registered(client)));
  }
  for (let count = 0; count < described; count += 1)
    all.push(
      await enter(new OAuthClient(bench), {
        client_id: `https://client-${count}.example/metadata.json`,
        redirect_uri: `http://127.0.0.1:${40_000 + count}/callback`,
      }),
    );
  const action = { client_id: preRegistered.id, redirect_uri: 'https://chatgpt.com/aip/g-1/oauth/callback' };
  all.push(await enter(new OAuthClient(bench), action, { client_secret: preRegistered.secret }));
  return all;
}

const call = { method: 'tools/call', params: { name: 'job_list', arguments: {} } };
const times = <Value>(value: Value): Value[] => Array<Value>(registering + described + 1).fill(value);

describe('500 clients', () => {
  it('work on after a restart, and none of them has to sign in again', async () => {
    const all = await enterAll();

    await bench.restart();
    sites = 'down';

    const called: unknown[] = [];
    const renewed: unknown[] = [];
    const calledAnew: unknown[] = [];
    for (const { client, mine, access, refresh } of all) {
      called.push((await client.ask(access, call)).json<{ result?: object }>().result);
      const answer = await client.refresh(refresh, mine);
      renewed.push(answer.statusCode);
      calledAnew.push((await client.ask(answer.json<{ access_token: string }>().access_token, call)).statusCode);
    }

    expect(new Set(all.map(({ access }) => access)).size).toBe(500);
    expect(called).toEqual(
      times(expect.objectContaining({ structuredContent: expect.objectContaining({ items: [] }) as unknown })),
    );
    expect(renewed).toEqual(times(200));
    expect(calledAnew).toEqual(times(200));
  }, 60_000);
});
