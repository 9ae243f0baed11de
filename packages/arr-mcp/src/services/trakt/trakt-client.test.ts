import { describe, expect, it } from 'vitest';

import type { ServiceFetch } from '../connection/service-fetch.ts';
import { TestClock, application, openTraktBench, signedIn, start } from './trakt-bench.fixtures.ts';
import { type TraktClient, openTrakt } from './trakt-client.ts';

const firstPage = { page: 1, pageSize: 25 };

/** A client that gets these answers, one after the other, and what it asked. */
function clientThatGets(...answers: readonly (() => Response)[]) {
  const asked: Request[] = [];
  const clock = new TestClock();
  const fetch: ServiceFetch = async (url, init) => {
    asked.push(new Request(url, init));
    const answer = answers[asked.length - 1];
    if (answer === undefined) throw new Error('there is no answer left');
    return answer();
  };
  const options = { service: 'trakt', instance: 'trakt', baseUrl: 'https://api.trakt.tv' } as const;
  const credential = { ...application, access_token: 'given' };
  const client: TraktClient = openTrakt({ ...options, credential, fetch, clock })(new AbortController().signal);
  return { client, asked, clock };
}

function says(status: number, headers: Record<string, string> = {}, body: unknown = []): () => Response {
  return () => Response.json(body, { status, headers });
}

describe('TraktClient', () => {
  it('sends the version, the client id and its name with every call', async () => {
    const { client, asked } = clientThatGets(says(200));
    await client.trending('show', 10);
    const [request] = asked;

    expect(request?.url).toBe('https://api.trakt.tv/shows/trending?limit=10&extended=full');
    expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({
      'trakt-api-version': '2',
      'trakt-api-key': 'app',
      'user-agent': 'arr-mcp',
    });
    expect(request?.headers.has('authorization')).toBe(false);
  });

  it('signs what is about the account, and puts no token into an address', async () => {
    const { client, asked } = clientThatGets(says(200));
    await client.watchlist(undefined, firstPage);

    expect(asked[0]?.url).toBe('https://api.trakt.tv/sync/watchlist/all/added/desc?page=1&limit=25&extended=full');
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer given');
  });

  it('reads how long the whole list is from the paging headers', async () => {
    const { client } = clientThatGets(says(200, { 'x-pagination-item-count': '612' }, [{ plays: 1 }]));

    expect(await client.watched('movie', firstPage)).toEqual({ records: [{ plays: 1 }], totalRecords: 612 });
  });

  it('finds by words and by the whole title, which words may miss, each once', async () => {
    const named = (trakt: number) => ({ type: 'movie', movie: { title: `Movie ${trakt}`, ids: { trakt } } });
    const { client, asked } = clientThatGets(
      says(200, {}, [named(7), named(1)]),
      says(200, {}, [1, 2, 3, 4].map(named)),
    );
    const found = await client.search('movie', 'Weapons', 10);

    expect(found.map(({ movie }) => movie?.ids.trakt)).toEqual([1, 2, 3, 7, 4]);
    expect(asked.map(({ url }) => new URL(url).pathname)).toEqual(['/search/movie', '/search/movie/exact']);
  });

  it('takes an answer without paging headers for the whole list', async () => {
    const { client } = clientThatGets(says(200, {}, [{ plays: 1 }, { plays: 2 }, { plays: 3 }]));

    expect(await client.watched('movie', { page: 2, pageSize: 2 })).toEqual({
      records: [{ plays: 3 }],
      totalRecords: 3,
    });
  });

  it.each([
    [401, {}, 'unauthorized', /trakt_sign_in/],
    [403, {}, 'unauthorized', /TRAKT_CLIENT_ID/],
    [420, { 'x-account-limit': '100' }, 'refused', /trakt\.tv\/vip/],
    [423, {}, 'refused', /support/],
    [426, {}, 'refused', /vip/],
  ] as const)('explains %i', async (status, headers, code, hint) => {
    const { client } = clientThatGets(says(status, headers));
    const failure = client.addToWatchlist({ shows: [1] });

    await expect(failure).rejects.toMatchObject({ code, hint: expect.stringMatching(hint) as string });
  });

  it('tells how many items the account may have', async () => {
    const { client } = clientThatGets(says(420, { 'x-account-limit': '100' }));

    await expect(client.addToWatchlist({ shows: [1] })).rejects.toMatchObject({ details: { account_limit: 100 } });
  });

  it('waits as long as 429 asks before it writes again', async () => {
    const { client, asked, clock } = clientThatGets(says(429, { 'retry-after': '1' }), says(201, {}, { added: {} }));
    await client.addToHistory({ episodes: [1] }, undefined);

    expect(asked).toHaveLength(2);
    expect(clock.ms).toBe(start + 1000);
  });

  it('leaves Trakt alone until the time is over that 429 asks for', async () => {
    const { client, asked, clock } = clientThatGets(says(429, { 'retry-after': '250' }), says(200));
    const refused = { code: 'rate_limited', details: { retry_after_seconds: 250 } };

    await expect(client.trending('show', 10)).rejects.toMatchObject(refused);
    clock.ms += 200_000;
    await expect(client.trending('movie', 10)).rejects.toMatchObject({ details: { retry_after_seconds: 50 } });
    expect(asked).toHaveLength(1);
    clock.ms += 50_000;
    expect(await client.trending('movie', 10)).toEqual([]);
  });

  it('never adds a play twice when its answer is lost', async () => {
    const lost = (): never => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
    };
    const { client, asked } = clientThatGets(lost, says(201, {}, {}));

    await expect(client.addToHistory({ episodes: [1] }, undefined)).rejects.toMatchObject({ code: 'unreachable' });
    expect(asked).toHaveLength(1);
  });

  it('refuses an answer of another form', async () => {
    const { client } = clientThatGets(says(200, {}, { watchers: 1 }));

    await expect(client.trending('show', 10)).rejects.toMatchObject({ code: 'bad_response' });
  });

  it('says that nobody is signed in, and asks nothing', async () => {
    const bench = openTraktBench();

    await expect(bench.open().progress(550_001)).rejects.toMatchObject({
      code: 'unauthorized',
      hint: expect.stringContaining('trakt_sign_in') as string,
    });
    expect(bench.asked).toHaveLength(0);
  });

  it('tells of a locked account', async () => {
    const bench = openTraktBench();
    signedIn(bench);
    bench.standIn.lock();

    await expect(bench.open().username()).rejects.toMatchObject({ code: 'refused', message: /locked/ });
  });
});
