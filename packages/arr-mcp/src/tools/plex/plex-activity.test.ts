import { describe, expect, it } from 'vitest';

import { itemsOf, openHousehold, token } from './plex-household.fixtures.ts';

describe('plex_get_recently_added', () => {
  it('D6 gives what came in last, of one library or of all', async () => {
    const { bench } = openHousehold();
    const all = await bench.call('plex_get_recently_added');
    const shows = await bench.call('plex_get_recently_added', { library: 'TV Shows' });
    const times = itemsOf(all).map((row) => String(row['added_at']));

    expect(times).toEqual(times.toSorted().toReversed());
    expect(new Set(itemsOf(shows).map((row) => row['type']))).toEqual(new Set(['episode']));
  });

  it('E3 gives fifty where nothing else is said', async () => {
    const { bench } = openHousehold();
    const answer = await bench.call('plex_get_recently_added', { library: 'TV Shows' });

    expect(itemsOf(answer)).toHaveLength(50);
    expect(answer['total']).toBeGreaterThan(50);
  });
});

describe('plex_get_on_deck', () => {
  it('D33 gives what was begun with how far, and what somebody else has on deck', async () => {
    const { bench, asked } = openHousehold({ online: true });
    const own = await bench.call('plex_get_on_deck');
    const other = await bench.call('plex_get_on_deck', { user: 'Jonas' });

    expect(itemsOf(own)[0]).toMatchObject({ progress_seconds: 600 });
    expect(itemsOf(other)).not.toEqual(itemsOf(own));
    expect(itemsOf(other)[0]).toMatchObject({ type: 'episode' });
    expect(asked.join(' ')).not.toContain(token);
    expect(JSON.stringify(other)).not.toContain(token);
  });

  it("repeats no token of somebody else's that Plex tells in its words", async () => {
    const { bench } = openHousehold({
      online: true,
      instead: ({ url, headers }) => {
        if (!url.includes('onDeck')) return undefined;
        const item = { ratingKey: '1', type: 'movie', title: `Seen with ${headers.get('x-plex-token')}` };
        return Response.json({ MediaContainer: { size: 1, Metadata: [item] } });
      },
    });

    expect(itemsOf(await bench.call('plex_get_on_deck', { user: 'Jonas' }))).toMatchObject([
      { title: 'Seen with ********' },
    ]);
  });

  it('D33 says why somebody else cannot be asked for without plex.tv', async () => {
    await expect(openHousehold().bench.call('plex_get_on_deck', { user: 'Jonas' })).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('plex.tv') as unknown,
    });
  });

  it('E4 gives twelve where nothing else is said', async () => {
    const sent: string[] = [];
    const { bench } = openHousehold({
      instead: (request) => {
        sent.push(request.headers.get('x-plex-container-size') ?? '');
        return undefined;
      },
    });
    await bench.call('plex_get_on_deck');

    expect(sent).toEqual(['12']);
  });
});

describe('plex_get_sessions', () => {
  it('D37 E5 tells who watches what on what, and which of it is transcoded', async () => {
    const answer = await openHousehold().bench.call('plex_get_sessions');

    expect(answer).toMatchObject({ total: 2, transcoding: 1, direct: 1, total_kbps: 12_700 });
    expect(itemsOf(answer)).toEqual([
      expect.objectContaining({
        user: 'marit',
        player: 'Living Room TV',
        state: 'playing',
        progress_seconds: 900,
        local: true,
        how: 'direct play',
        kbps: 9500,
      }),
      expect.objectContaining({ user: 'grandma.elin', how: 'transcode', address: '203.0.113.9', local: false }),
    ]);
  });

  it.each([
    [{ TranscodeSession: { videoDecision: 'copy', audioDecision: 'copy' } }, 'direct stream'],
    [{ Media: [{ Part: [{ decision: 'transcode' }] }] }, 'transcode'],
    [{ Media: [{ Part: [{ decision: 'copy' }] }] }, 'direct stream'],
    [{ Media: [{ Part: [{ decision: 'directplay' }] }] }, 'direct play'],
    [{ TranscodeSession: { videoDecision: 'copy' }, Media: [{ Part: [{ decision: 'directplay' }] }] }, 'direct play'],
  ])('D37 tells of %j that it is %s', async (session, how) => {
    const { bench } = openHousehold({ instead: playing(session) });

    expect(itemsOf(await bench.call('plex_get_sessions'))).toMatchObject([{ how }]);
  });

  it('D37 tells why a playback may stop again and again', async () => {
    const transcoding = { videoDecision: 'transcode', subtitleDecision: 'burn', speed: 0.7, throttled: false };
    const Player = { title: 'Kitchen', local: false, relayed: true };
    const Media = [{ videoResolution: '1080', videoCodec: 'h264' }];
    const session = { TranscodeSession: transcoding, Player, Media };
    const { bench } = openHousehold({ instead: playing(session) });

    expect(itemsOf(await bench.call('plex_get_sessions'))).toMatchObject([
      {
        how: 'transcode',
        relayed: true,
        video: 'h264, transcode',
        resolution: '1080',
        subtitles: 'burn',
        transcode_speed: 0.7,
        throttled: false,
        hardware: false,
      },
    ]);
  });

  it('E5 tells of nobody when nobody watches', async () => {
    const { bench, servers } = openHousehold();
    servers[0]!.state.sessions = [];

    expect(await bench.call('plex_get_sessions')).toMatchObject({ total: 0, items: [], total_kbps: 0 });
  });

  it('gives the same of a server that answers XML', async () => {
    const ask = async (xml: boolean) => openHousehold({ xml }).bench.call('plex_get_sessions');

    expect(await ask(true)).toEqual(await ask(false));
  });
});

describe('plex_get_history', () => {
  it('D35 gives what one user watched, latest first, with the device', async () => {
    const { bench } = openHousehold();
    const answer = await bench.call('plex_get_history', { user: 'Jonas', limit: 10 });
    const times = itemsOf(answer).map((row) => String(row['viewed_at']));

    expect(itemsOf(answer)).toHaveLength(10);
    expect(new Set(itemsOf(answer).map((row) => row['user']))).toEqual(new Set(['Jonas']));
    expect(itemsOf(answer)[0]?.['device']).toBeDefined();
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it('D35 looks further back until there are enough of one type', async () => {
    const { bench } = openHousehold();
    const answer = await bench.call('plex_get_history', { type: 'movie', limit: 20 });
    const next = await bench.call('plex_get_history', { type: 'movie', limit: 20, cursor: answer['next_cursor'] });

    expect(new Set([...itemsOf(answer), ...itemsOf(next)].map((row) => row['type']))).toEqual(new Set(['movie']));
    expect(itemsOf(answer)).toHaveLength(20);
    expect(String(itemsOf(next)[0]?.['viewed_at']) < String(itemsOf(answer)[19]?.['viewed_at'])).toBe(true);
  });

  it('D38 tells who watched one title; of a show its episodes count', async () => {
    const { bench, servers } = openHousehold();
    const [show] = servers[0]!.state.ofType('show');
    const answer = await bench.call('plex_get_history', { item: show!.title });

    expect(answer['total']).toBeGreaterThan(0);
    expect(new Set(itemsOf(answer).map((row) => row['show']))).toEqual(new Set([show!.title]));
  });

  it('E8 gives fifty of all users where nothing else is said, and goes on from there', async () => {
    const { bench } = openHousehold();
    const answer = await bench.call('plex_get_history');
    const next = await bench.call('plex_get_history', { cursor: answer['next_cursor'] });

    expect(itemsOf(answer)).toHaveLength(50);
    expect(answer['total']).toBe(600);
    expect(new Set(itemsOf(answer).map((row) => row['user'])).size).toBeGreaterThan(1);
    expect(String(itemsOf(next)[0]?.['viewed_at']) <= String(itemsOf(answer)[49]?.['viewed_at'])).toBe(true);
  });

  it('D35 gives what was watched since a time, of one type too, and refuses what is none', async () => {
    const { bench } = openHousehold();
    const all = itemsOf(await bench.call('plex_get_history', { limit: 100 }));
    const since = String(all[40]?.['viewed_at']);
    const later = all.filter(({ viewed_at: at }) => String(at) >= since);

    expect(await bench.call('plex_get_history', { since, limit: 100 })).toMatchObject({
      total: later.length,
      items: later,
    });
    expect(itemsOf(await bench.call('plex_get_history', { since, type: 'movie' }))).toEqual(
      later.filter(({ type }) => type === 'movie'),
    );
    await expect(bench.call('plex_get_history', { since: 'last month' })).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('since') as unknown,
    });
  });

  it('says that there is no such user', async () => {
    await expect(openHousehold().bench.call('plex_get_history', { user: 'Nobody' })).rejects.toMatchObject({
      code: 'not_found',
      hint: expect.stringContaining('plex_list_users') as unknown,
    });
  });
});

describe('plex_refresh_library', () => {
  it('D3 scans all libraries where none is named', async () => {
    const { bench, servers } = openHousehold();
    const answer = await bench.call('plex_refresh_library');

    expect(answer['started']).toHaveLength(3);
    expect(servers[0]!.state.done).toEqual(['refresh 1', 'refresh 2', 'refresh 3']);
  });

  it('D4 scans a folder of a library, and refuses one that it has not', async () => {
    const { bench, servers } = openHousehold();
    const path = '/data/media/tv/Second Breakfast';
    await bench.call('plex_refresh_library', { library: 'TV Shows', path });

    expect(servers[0]!.state.done).toEqual([`refresh 2 ${path}`]);
    for (const wrong of ['/etc', '/data/media/tv/../movies', '/data/media/tvother']) {
      await expect(bench.call('plex_refresh_library', { library: 'TV Shows', path: wrong })).rejects.toMatchObject({
        code: 'not_found',
        hint: expect.stringContaining('/data/media/tv') as unknown,
      });
    }
    expect(servers[0]!.state.done).toHaveLength(1);
  });

  it('E7 takes the id of a library', async () => {
    const { bench } = openHousehold();

    expect(await bench.call('plex_refresh_library', { library: 1 })).toMatchObject({
      started: [{ id: 1, title: 'Movies' }],
    });
  });

  it('is blocked under READ_ONLY_MODE=plex, as are the writing tools of every toolset of Plex', async () => {
    const { bench } = openHousehold();
    const policy = { toolsets: ['full'], readOnly: ['plex'] };

    for (const name of [
      'plex_refresh_library',
      'plex_empty_trash',
      'plex_delete_item',
      'plex_create_playlist',
      'plex_stop_session',
    ])
      await expect(bench.call(name, {}, { policy })).rejects.toThrow('not allowed');
    expect(await bench.call('plex_get_libraries', {}, { policy })).toMatchObject({ total: 3 });
  });
});

function playing(session: object) {
  return ({ url }: Request): Response | undefined =>
    url.endsWith('/status/sessions') ? Response.json({ MediaContainer: { Metadata: [session] } }) : undefined;
}
