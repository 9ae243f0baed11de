import { describe, expect, it } from 'vitest';

import { AppError } from '../../errors.ts';
import { memoryTokens } from '../../testing/memory-tokens.ts';
import type { ServiceFetch } from '../connection/service-fetch.ts';
import type { TokenKeeper } from '../kept-tokens.ts';
import { type TraktBench, application, openTraktBench, signedIn } from './trakt-bench.fixtures.ts';

const hour = 3_600_000;

function refreshes({ asked }: TraktBench): number {
  return asked.filter(({ url }) => url.endsWith('/oauth/token')).length;
}

/** The token endpoint answers so, everything else as it does. */
function tokenEndpoint({ standIn }: TraktBench, answer: (request: Request) => Promise<Response>): ServiceFetch {
  return async (url, init) => {
    const request = new Request(url, init);
    return url.endsWith('/oauth/token') ? answer(request) : standIn.fetch(request);
  };
}

async function loseAnswer(): Promise<never> {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
}

describe('TokenRotation', () => {
  it('asks for new tokens while the old ones have half of their life before them', async () => {
    const bench = openTraktBench();
    const former = signedIn(bench);
    const client = bench.open();

    bench.clock.ms += 11 * hour;
    await client.username();
    expect(refreshes(bench)).toBe(0);
    bench.clock.ms += 2 * hour;
    await client.username();
    expect(refreshes(bench)).toBe(1);
    expect(bench.kept.get('trakt')?.accessToken).not.toBe(former.accessToken);
  });

  it('asks once for all calls that need them', async () => {
    const bench = openTraktBench();
    signedIn(bench);
    bench.clock.ms += 25 * hour;
    const client = bench.open();
    await Promise.all(Array.from({ length: 10 }, async () => client.username()));

    expect(refreshes(bench)).toBe(1);
    expect(bench.standIn.tokens.reused).toBe(0);
  });

  it('has new tokens on disk before it uses them', async () => {
    const bench = openTraktBench();
    signedIn(bench);
    bench.clock.ms += 25 * hour;
    const used: boolean[] = [];
    const client = bench.open({
      fetch: async (url, init) => {
        const sent = init.headers['authorization'];
        if (sent !== undefined) used.push(sent === `Bearer ${bench.kept.get('trakt')?.accessToken}`);
        return bench.standIn.fetch(new Request(url, init));
      },
    });
    await client.username();

    expect(used).toEqual([true]);
  });

  it('takes what another process was given meanwhile', async () => {
    const bench = openTraktBench();
    signedIn(bench);
    const [one, other] = [bench.open(), bench.open()];
    bench.clock.ms += 13 * hour;
    await one.username();
    await other.username();

    expect(refreshes(bench)).toBe(1);
  });

  it('goes on with the access token when new ones cannot be had', async () => {
    const bench = openTraktBench();
    signedIn(bench);
    const client = bench.open({ fetch: tokenEndpoint(bench, loseAnswer) });
    bench.clock.ms += 13 * hour;

    expect(await client.username()).toBe('household');
  });

  it('asks no more after a lost answer until the access token has ended, and then with success', async () => {
    const bench = openTraktBench();
    signedIn(bench);
    let isLost = true;
    const asked: string[] = [];
    const fetch = tokenEndpoint(bench, async (request) => {
      asked.push('refresh');
      const answer = await bench.standIn.fetch(request);
      return isLost ? loseAnswer() : answer;
    });
    bench.clock.ms += 13 * hour;
    await bench.open({ fetch }).username();
    isLost = false;
    for (let turn = 0; turn < 10; turn += 1) {
      bench.clock.ms += hour;
      await bench.open({ fetch }).username();
    }
    expect(asked).toHaveLength(1);
    bench.clock.ms += 2 * hour;
    await bench.open({ fetch }).username();

    expect(asked).toHaveLength(2);
    expect(bench.standIn.tokens.reused).toBe(0);
  });

  it('serves out the access token when the only answer was lost, then asks for a sign-in', async () => {
    const bench = openTraktBench({ rotation: 'at_once' });
    signedIn(bench);
    const lost = tokenEndpoint(bench, async (request) => {
      await bench.standIn.fetch(request);
      return loseAnswer();
    });
    bench.clock.ms += 13 * hour;
    await bench.open({ fetch: lost }).username();
    for (let turn = 0; turn < 10; turn += 1) {
      bench.clock.ms += hour;
      await bench.open().username();
    }
    expect(bench.standIn.tokens.reused).toBe(0);
    bench.clock.ms += 2 * hour;

    for (let turn = 0; turn < 3; turn += 1) {
      await expect(bench.open().username()).rejects.toMatchObject({
        code: 'unauthorized',
        hint: expect.stringContaining('trakt_sign_in') as string,
      });
    }
    expect(bench.standIn.tokens.reused).toBe(1);
  });

  it('asks again soon after it was told to wait', async () => {
    const bench = openTraktBench();
    signedIn(bench);
    let refused = 0;
    const client = bench.open({
      fetch: tokenEndpoint(bench, async (request) => {
        if (refused > 0) return bench.standIn.fetch(request);
        refused += 1;
        return new Response(null, { status: 429, headers: { 'retry-after': '30' } });
      }),
    });
    bench.clock.ms += 13 * hour;
    await client.username();
    await client.username();
    expect(bench.standIn.tokens.traded).toBe(0);
    bench.clock.ms += 61_000;
    await client.username();

    expect(bench.standIn.tokens.traded).toBe(1);
  });

  it('keeps what it was given in memory while the disk is full, and uses it once it is kept', async () => {
    const bench = openTraktBench();
    signedIn(bench);
    let isFull = false;
    const real = memoryTokens(bench.kept);
    const tokens: TokenKeeper = {
      ...real,
      keep(instance, kept) {
        if (isFull && kept.isAsked === undefined) throw new AppError('unavailable', 'the disk is full');
        real.keep(instance, kept);
      },
    };
    const client = bench.open({ tokens });
    bench.clock.ms += 13 * hour;
    isFull = true;
    expect(await client.username()).toBe('household');
    bench.clock.ms += 11 * hour;
    await expect(client.username()).rejects.toMatchObject({ message: 'the disk is full' });
    isFull = false;

    expect(await client.username()).toBe('household');
    expect(refreshes(bench)).toBe(1);
    expect(bench.standIn.tokens.traded).toBe(1);
  });

  it('repeats no token of the words in which new ones are refused', async () => {
    const bench = openTraktBench();
    const { refreshToken = '' } = signedIn(bench);
    bench.clock.ms += 25 * hour;
    const error_description = `nothing for refresh_token=${refreshToken}`;
    const fetch = tokenEndpoint(bench, async () =>
      Response.json({ error: 'invalid_grant', error_description }, { status: 400 }),
    );

    await expect(bench.open({ fetch }).username()).rejects.toMatchObject({
      message: 'trakt: is signed out: nothing for refresh_token=********',
    });
  });

  it('says that it is signed out when the user has taken the access away, and asks that once', async () => {
    const bench = openTraktBench();
    signedIn(bench);
    bench.standIn.tokens.revokeAll();
    const client = bench.open();

    for (let turn = 0; turn < 3; turn += 1) {
      await expect(client.username()).rejects.toMatchObject({
        code: 'unauthorized',
        hint: expect.stringContaining('trakt_sign_in') as string,
      });
    }
    expect(refreshes(bench)).toBe(1);
  });

  it('keeps the refresh token when it is the application that is refused', async () => {
    const bench = openTraktBench();
    const former = signedIn(bench);
    bench.clock.ms += 25 * hour;
    const client = bench.open({ credential: { ...application, client_secret: 'wrong' } });

    await expect(client.username()).rejects.toMatchObject({ message: /invalid_client/ });
    expect(bench.kept.get('trakt')).toEqual(former);
  });

  it('forgets tokens of another application', async () => {
    const bench = openTraktBench();
    signedIn(bench);

    expect(bench.open({ credential: { ...application, client_id: 'other' } }).isSignedIn).toBe(false);
  });
});

describe('a token from the environment', () => {
  function configured(bench: TraktBench) {
    const { access_token, refresh_token } = bench.standIn.signIn();
    return { ...application, access_token, refresh_token };
  }

  it('is used as it is, and nothing is kept', async () => {
    const bench = openTraktBench();
    const { access_token } = configured(bench);

    expect(await bench.open({ credential: { client_id: 'app', access_token } }).username()).toBe('household');
    expect(bench.kept.size).toBe(0);
  });

  it('is traded when it has ended, and what is kept then wins over it', async () => {
    const bench = openTraktBench();
    const credential = configured(bench);
    bench.clock.ms += 25 * hour;

    expect(await bench.open({ credential }).username()).toBe('household');
    expect(await bench.open({ credential }).username()).toBe('household');
    expect(refreshes(bench)).toBe(1);
    expect(bench.kept.get('trakt')?.accessToken).not.toBe(credential.access_token);
  });

  it('wins over what was kept when it was changed since', async () => {
    const bench = openTraktBench();
    const credential = configured(bench);
    bench.clock.ms += 25 * hour;
    await bench.open({ credential }).username();
    const newer = configured(bench);
    await bench.open({ credential: newer }).username();

    expect(bench.asked.at(-1)?.headers.get('authorization')).toBe(`Bearer ${newer.access_token}`);
  });

  it('is not traded where nothing can be kept, since the next start would find a spent one', async () => {
    const bench = openTraktBench();
    const credential = configured(bench);
    bench.clock.ms += 25 * hour;
    const noSecret = new AppError('not_configured', 'ARR_MCP_SECRET is not set');
    const client = bench.open({ credential, tokens: { ...memoryTokens(), obstacle: () => noSecret } });

    await expect(client.username()).rejects.toBe(noSecret);
    expect(refreshes(bench)).toBe(0);
  });

  it('that has ended and has no refresh token asks for a sign-in', async () => {
    const bench = openTraktBench();
    const { access_token } = configured(bench);
    bench.clock.ms += 25 * hour;

    await expect(bench.open({ credential: { ...application, access_token } }).username()).rejects.toMatchObject({
      code: 'unauthorized',
      hint: expect.stringContaining('trakt_sign_in') as string,
    });
  });
});
