import { describe, expect, it } from 'vitest';

import { AppError } from '../../errors.ts';
import { type TraktBench, openTraktBench, signedIn, start } from './trakt-bench.fixtures.ts';

const signal = new AbortController().signal;

function polls({ asked }: TraktBench): number {
  return asked.filter(({ url }) => url.endsWith('/oauth/device/token')).length;
}

describe('DeviceSignIn', () => {
  it('shows a code and an address, and keeps what Trakt gives once the code was entered', async () => {
    const bench = openTraktBench();
    const client = bench.open();
    const shown = await client.signIn.begin();

    expect(shown).toMatchObject({ address: 'http://trakt.test/activate', endsAt: start + 600_000 });
    expect(bench.standIn.decide(shown.code, 'approved')).toBe(true);
    await client.signIn.finish(signal);
    expect(bench.kept.get('trakt')).toMatchObject({ clientId: 'app', lifeMs: 86_400_000 });
    expect(await bench.open().username()).toBe('household');
  });

  it('asks no sooner than the interval allows', async () => {
    const bench = openTraktBench();
    const client = bench.open();
    const { code } = await client.signIn.begin();
    const wait = bench.clock.wait.bind(bench.clock);
    const waits: number[] = [];
    bench.clock.wait = async (ms) => {
      waits.push(ms);
      if (waits.length === 4) bench.standIn.decide(code, 'approved');
      await wait(ms);
    };
    await client.signIn.finish(signal);

    expect(waits).toEqual([5000, 5000, 5000, 5000]);
    expect(polls(bench)).toBe(4);
  });

  it('asks more slowly when Trakt finds it too fast', async () => {
    const given = { access_token: 'a', refresh_token: 'r', expires_in: 60 };
    const code = { device_code: 'd', user_code: 'U', verification_url: 'https://t.test', expires_in: 600, interval: 5 };
    const answers = [Response.json(code), new Response(null, { status: 429 }), Response.json(given)];
    const bench = openTraktBench();
    const client = bench.open({ fetch: async () => answers.shift() ?? new Response(null, { status: 500 }) });
    await client.signIn.begin();
    await client.signIn.finish(signal);

    expect(bench.clock.ms).toBe(start + 5000 + 10_000);
  });

  it.each([
    ['the user refuses', 'denied', /refused/],
    ['the time is over', 'late', /not entered in time/],
  ] as const)('says so when %s', async (_what, how, message) => {
    const bench = openTraktBench();
    const client = bench.open();
    const { code } = await client.signIn.begin();
    if (how === 'denied') bench.standIn.decide(code, 'denied');

    await expect(client.signIn.finish(signal)).rejects.toMatchObject({
      message: expect.stringMatching(message) as string,
    });
    expect(client.signIn.pending()).toBeUndefined();
    expect(bench.kept.size).toBe(0);
  });

  it('ends for all who wait for the same code', async () => {
    const bench = openTraktBench();
    const client = bench.open();
    const { code } = await client.signIn.begin();
    bench.standIn.decide(code, 'approved');
    await Promise.all([client.signIn.finish(signal), client.signIn.finish(signal)]);

    expect(bench.kept.size).toBe(1);
  });

  it('leaves the former sign-in as it is until there is a new one', async () => {
    const bench = openTraktBench();
    const former = signedIn(bench);
    const client = bench.open();
    await client.signIn.begin();
    await expect(client.signIn.finish(signal)).rejects.toBeInstanceOf(AppError);

    expect(bench.kept.get('trakt')).toEqual(former);
  });

  it('shows no code where tokens could not be kept, and says what to set', async () => {
    const bench = openTraktBench();
    const noSecret = new AppError('not_configured', 'ARR_MCP_SECRET is not set');
    const keeper = { obstacle: () => noSecret, find: () => undefined, keep: () => undefined };
    const client = bench.open({ tokens: { ...keeper, alone: async (work) => work() } });

    await expect(client.signIn.begin()).rejects.toBe(noSecret);
    expect(bench.asked).toHaveLength(0);
  });

  it('says that the client secret is missing', async () => {
    const bench = openTraktBench();

    await expect(bench.open({ credential: { client_id: 'app' } }).signIn.begin()).rejects.toMatchObject({
      code: 'not_configured',
      message: expect.stringContaining('TRAKT_CLIENT_SECRET') as string,
    });
  });
});
