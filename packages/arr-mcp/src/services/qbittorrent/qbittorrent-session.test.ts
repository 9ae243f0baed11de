import { createQBittorrentStandIn, createWorld } from '@arr-mcp/demo-stack';
import { describe, expect, it } from 'vitest';

import { fetchOf } from '../../testing/service-bench.ts';
import { ServiceConnection } from '../connection/service-connection.ts';
import { QBittorrentClient } from './qbittorrent-client.ts';
import { QBittorrentSession } from './qbittorrent-session.ts';
import { account, qbittorrentBench } from './qbittorrent-bench.fixtures.ts';

const wrong = { username: 'admin', password: 'wrong-canary' };

describe('the session of qBittorrent', () => {
  it.each(['2.8.3', '2.11.4', '2.14.1'] as const)('signs in once for all calls, Web API %s', async (webApiVersion) => {
    const { client, signIns } = qbittorrentBench({ webApiVersion });
    await Promise.all([client().torrents(), client().categories(), client().transfer()]);
    await client().tags();

    expect(signIns()).toBe(1);
  });

  it('sends the password in the body of the sign-in alone, and says where it comes from', async () => {
    const { client, requests } = qbittorrentBench();
    await client().tags();
    const [signIn, ...others] = requests;

    expect(await signIn?.text()).toBe('username=admin&password=right');
    expect(signIn?.url).not.toContain('right');
    expect(signIn?.headers.get('referer')).toBe('http://qbittorrent.test/');
    for (const { url, headers } of others) {
      expect(JSON.stringify([url, ...headers])).not.toContain('right');
      expect(headers.get('origin')).toBe('http://qbittorrent.test');
    }
  });

  it('signs in once more when the service has forgotten it, also for calls at once', async () => {
    const { client, signIns, standIn } = qbittorrentBench();
    await client().tags();
    standIn.endSessions();
    const answers = await Promise.all([client().torrents(), client().categories(), client().torrents()]);

    expect(answers.map((each) => each.length)).toEqual([2, 1, 2]);
    expect(signIns()).toBe(2);
  });

  it('asks for the version again after a new sign-in', async () => {
    const { client, asked, standIn } = qbittorrentBench();
    await client().torrents({ state: 'paused' });
    await client().torrents({ state: 'paused' });
    standIn.endSessions();
    await client().tags();
    await client().torrents({ state: 'paused' });

    expect(asked.filter((each) => each.endsWith('webapiVersion'))).toHaveLength(2);
  });

  it.each(['2.11.4', '2.14.1'] as const)('does not try a refused password again, Web API %s', async (webApiVersion) => {
    const { client, signIns } = qbittorrentBench({ webApiVersion }, wrong);
    const calls = [client().torrents(), client().tags(), client().transfer()];
    const results = await Promise.allSettled(calls);
    await expect(client().tags()).rejects.toMatchObject({ code: 'unauthorized' });

    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(signIns()).toBe(1);
  });

  it('says so, without the password and in words that fit an answer', async () => {
    const { client } = qbittorrentBench({}, wrong);
    const error = (await client()
      .tags()
      .catch((thrown: unknown) => thrown)) as Error & { hint: string };

    expect(error.message).toBe('qbittorrent: refused the user name or password, or this address of it');
    expect(error.hint).toContain('not tried again for 15 minutes');
    expect(error.hint.length).toBeLessThanOrEqual(250);
    expect(JSON.stringify([error, error.message, error.hint, String(error.cause)])).not.toContain('canary');
  });

  it('tries again when a refusal has grown old', async () => {
    let now = 0;
    const standIn = createQBittorrentStandIn({ world: createWorld(), apiKey: 'right' });
    const fetch = fetchOf([{ instance: 'qbittorrent', standIn, credential: wrong }]);
    const options = { service: 'qbittorrent', instance: 'qbittorrent', baseUrl: 'http://qbittorrent.test' } as const;
    const connection = new ServiceConnection({ ...options, fetch });
    const credential = { ...wrong };
    const session = new QBittorrentSession(connection, credential, () => now);
    const client = new QBittorrentClient(connection, session, new AbortController().signal);
    await expect(client.tags()).rejects.toMatchObject({ code: 'unauthorized' });
    // As if the operator had set that password in qBittorrent.
    credential.password = 'right';
    now = 14 * 60_000;
    await expect(client.tags()).rejects.toMatchObject({ code: 'unauthorized' });
    now = 15 * 60_000;

    expect(await client.tags()).toEqual([]);
  });

  it('tells of a ban', async () => {
    const { client, standIn } = qbittorrentBench();
    for (let time = 0; time < 5; time += 1) {
      const body = new URLSearchParams({ ...wrong });
      await standIn.fetch(new Request('http://qbittorrent.test/api/v2/auth/login', { method: 'POST', body }));
    }

    await expect(client().tags()).rejects.toMatchObject({
      code: 'unauthorized',
      message: 'qbittorrent: has banned this address after too many refused sign-ins',
    });
  });

  it('goes on without a cookie where the service lets its address in', async () => {
    const fetch = async (url: string) => new Response(url.endsWith('login') ? 'Ok.' : '["a"]');
    const connection = new ServiceConnection({
      service: 'qbittorrent',
      instance: 'qbittorrent',
      baseUrl: 'http://qbittorrent.test',
      fetch,
    });
    const client = new QBittorrentClient(
      connection,
      new QBittorrentSession(connection, account),
      new AbortController().signal,
    );

    expect(await client.tags()).toEqual(['a']);
  });

  it('knows the page of a proxy from a sign-in', async () => {
    const fetch = async () => new Response('<html>Sign in</html>', { headers: { 'content-type': 'text/html' } });
    const connection = new ServiceConnection({
      service: 'qbittorrent',
      instance: 'qbittorrent',
      baseUrl: 'http://qbittorrent.test',
      fetch,
    });
    const session = new QBittorrentSession(connection, account);

    await expect(session.headers()).rejects.toMatchObject({ code: 'bad_response' });
  });
});

describe('an API key of qBittorrent', () => {
  it('needs no sign-in', async () => {
    const { client, signIns, requests } = qbittorrentBench({ webApiVersion: '2.14.1' }, { api_key: 'right' });

    expect(await client().torrents()).toHaveLength(2);
    expect(signIns()).toBe(0);
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer right');
  });

  it.each([
    ['is wrong', '2.14.1', 'wrong'],
    ['is not known to an older version', '2.11.4', 'right'],
  ] as const)('is refused where it %s', async (_why, webApiVersion, key) => {
    const { client, signIns } = qbittorrentBench({ webApiVersion }, { api_key: key });

    await expect(client().torrents()).rejects.toMatchObject({
      code: 'unauthorized',
      message: 'qbittorrent: refused the API key',
      hint: expect.stringContaining('since 5.2') as string,
    });
    expect(signIns()).toBe(0);
  });
});
