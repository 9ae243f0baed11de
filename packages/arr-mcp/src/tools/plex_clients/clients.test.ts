import { beforeEach, describe, expect, it } from 'vitest';

import { type PlexBench, type Row, itemsOf, openPlexBench } from '../plex_library/plex-bench.fixtures.ts';

let plex: PlexBench;

beforeEach(() => {
  plex = openPlexBench();
});

async function video(client = 'Living Room TV'): Promise<Row | undefined> {
  const timelines = itemsOf(await plex.call('plex_get_client', { client })).map((each) => each['timelines'] as Row[]);
  return timelines.flat().find(({ type }) => type === 'video');
}

/** The server hangs on to what the player does not answer, until nobody waits any longer. */
function silent(path: string) {
  return ({ url }: Request): Response | undefined => {
    if (new URL(url).pathname.startsWith(path)) throw new DOMException('nobody answered', 'TimeoutError');
    return undefined;
  };
}

describe('plex_list_clients', () => {
  it('D49 lists players, whether they can be steered, and what they play', async () => {
    expect(await plex.call('plex_list_clients')).toMatchObject({
      total: 3,
      items: [
        { id: 'demo-player-1', name: 'Living Room TV', controllable: true, playing: { state: 'playing' } },
        { name: 'Kitchen Tablet', controllable: true },
        { name: 'Desk', controllable: false, playing: { user: 'grandma.elin', session_id: 'demo-session-2' } },
      ],
    });
  });

  it('D49 lists only those that play, when asked', async () => {
    const items = itemsOf(await plex.call('plex_list_clients', { active_only: true }));

    expect(items.map(({ name }) => name)).toEqual(['Living Room TV', 'Desk']);
  });

  it('lists those of two servers', async () => {
    plex = openPlexBench({ instances: ['plex', 'plex-4k'] });

    expect(await plex.call('plex_list_clients')).toMatchObject({
      total: 6,
      items: [{ instance: 'plex' }, {}, {}, {}, {}, {}],
    });
  });
});

describe('plex_get_client', () => {
  it('D50 tells what a player can be told', async () => {
    const [client] = itemsOf(await plex.call('plex_get_client', { client: 'tablet' }));

    expect(client).toMatchObject({
      name: 'Kitchen Tablet',
      product: 'Plex for iOS',
      capabilities: ['playback', 'playqueues', 'timeline', 'provider-playback'],
    });
  });

  it('D51 tells state, place, volume and streams by the word of the player', async () => {
    await plex.call('plex_set_streams', { client: 'Living Room TV', audio_stream_id: 101 });

    expect(await video()).toMatchObject({
      state: 'playing',
      at_seconds: 900,
      volume: 80,
      item_id: expect.any(Number) as number,
      audio_stream_id: '101',
    });
  });

  it('says of a player that does not announce itself that only its session is known', async () => {
    const [client] = itemsOf(await plex.call('plex_get_client', { client: 'Desk' }));

    expect(client).toMatchObject({
      playing: { user: 'grandma.elin' },
      timelines: [],
      note: expect.stringContaining('does not announce itself') as string,
    });
  });

  it('knows what it can of a player that does not answer', async () => {
    plex = openPlexBench({ instead: silent('/player/timeline') });
    const [client] = itemsOf(await plex.call('plex_get_client', { client: 'Living Room TV' }));

    expect(client).toMatchObject({ timelines: [], note: 'It did not answer the server.' });
  });

  it('says which players there are when there is none of the name', async () => {
    await expect(plex.call('plex_get_client', { client: 'Attic' })).rejects.toMatchObject({
      code: 'not_found',
      hint: expect.stringContaining('Living Room TV, Kitchen Tablet, Desk') as string,
    });
  });
});

describe('plex_start_playback', () => {
  it('D52 plays an item on a player from an offset', async () => {
    const answer = await plex.call('plex_start_playback', {
      item: 'The Quiet Satellite',
      client: 'Living Room TV',
      offset_seconds: 60,
    });

    expect(answer).toMatchObject({ client: 'Living Room TV', sent: 'play The Quiet Satellite (2023)' });
    expect(await video()).toMatchObject({ state: 'playing', at_seconds: 60, item_id: answer['item_id'] });
    expect(plex.writes.at(-1)).toMatch(/address=192\.168\.1\.10&port=32400/);
  });

  it('D52 lists the players when it could be several', async () => {
    await expect(plex.call('plex_start_playback', { item: 'The Quiet Satellite' })).rejects.toMatchObject({
      code: 'invalid_argument',
      message: '2 players can be told to play',
      details: { choices: [{ id: 'demo-player-1' }, { id: 'demo-player-2' }] },
    });
    expect(plex.writes).toEqual([]);
  });

  it('D52 names the players that are there when none can be told to play', async () => {
    const none = { MediaContainer: { size: 0 } };
    plex = openPlexBench({ instead: ({ url }) => (url.endsWith('/clients') ? Response.json(none) : undefined) });

    await expect(plex.call('plex_start_playback', { item: 'The Quiet Satellite' })).rejects.toMatchObject({
      code: 'not_found',
      message: 'there is no player that can be told to play',
      hint: expect.stringContaining('The server sees: Living Room TV, Desk.') as string,
    });
  });

  it('plays without a passing token where the server gives none', async () => {
    plex = openPlexBench({
      instead: ({ url }) => (url.includes('/security/token') ? new Response('', { status: 403 }) : undefined),
    });
    await plex.call('plex_start_playback', { item: 'The Quiet Satellite', client: 'demo-player-2' });

    expect(await video('Kitchen Tablet')).toMatchObject({ state: 'playing' });
    expect(plex.writes.at(-1)).not.toContain('&token=');
  });
});

describe('plex_control_playback', () => {
  it.each([
    ['pause', undefined, { state: 'paused' }],
    ['play', undefined, { state: 'playing' }],
    ['stop', undefined, { state: 'stopped' }],
    ['skip_next', undefined, { at_seconds: 0 }],
    ['skip_previous', undefined, { at_seconds: 0 }],
    ['step_forward', undefined, { at_seconds: 930 }],
    ['step_back', undefined, { at_seconds: 870 }],
    ['seek_to', 120, { at_seconds: 120 }],
    ['seek_forward', 100, { at_seconds: 1000 }],
    ['seek_back', 10_000, { at_seconds: 0 }],
    ['mute', undefined, { volume: 0 }],
    ['unmute', 30, { volume: 30 }],
    ['set_volume', 45, { volume: 45 }],
  ])('D53 can %s', async (action, value, expected) => {
    const answer = await plex.call('plex_control_playback', { client: 'Living Room TV', action, value });

    expect(answer).toMatchObject({ sent: action, note: expect.stringContaining('passed it on') as string });
    expect(await video()).toMatchObject(expected);
  });

  it.each([
    ['seek_to', undefined],
    ['set_volume', undefined],
    ['set_volume', 101],
  ])('asks for a value that makes sense for %s', async (action, value) => {
    await expect(plex.call('plex_control_playback', { client: 'Living Room TV', action, value })).rejects.toMatchObject(
      { code: 'invalid_argument' },
    );
    expect(plex.writes).toEqual([]);
  });

  it('sends each command once, with a number that grows, to the player alone', async () => {
    await plex.call('plex_control_playback', { client: 'Living Room TV', action: 'pause' });

    expect(plex.writes).toEqual([expect.stringMatching(/^GET \/player\/playback\/pause\?type=video&commandID=\d+$/)]);
  });

  it('tells the truth of a player that does not announce itself', async () => {
    await expect(plex.call('plex_control_playback', { client: 'Desk', action: 'pause' })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('Desk (Plex Web) did not answer') as string,
      hint: expect.stringContaining('plex_stop_session') as string,
    });
  });

  it('tells the truth of a player that never answers, and does not try again', async () => {
    plex = openPlexBench({ instead: silent('/player/playback') });

    await expect(
      plex.call('plex_control_playback', { client: 'Living Room TV', action: 'skip_next' }),
    ).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('nothing is known') as string });
    expect(plex.writes).toHaveLength(1);
  });

  it('leaves the server reachable however many players are silent', async () => {
    plex = openPlexBench({ instead: silent('/player/playback') });
    const pause = { client: 'Living Room TV', action: 'pause' };
    for (let times = 0; times < 8; times += 1) {
      await expect(plex.call('plex_control_playback', pause)).rejects.toMatchObject({ code: 'unavailable' });
    }

    expect(itemsOf(await plex.call('plex_list_playlists'))).toHaveLength(3);
  });
});

describe('plex_navigate_client', () => {
  it('D54 moves through the menus of a player', async () => {
    await plex.call('plex_navigate_client', { client: 'Living Room TV', action: 'down' });
    await plex.call('plex_navigate_client', { client: 'Living Room TV', action: 'context_menu' });

    expect(plex.servers[0]?.state.done).toEqual([
      'player demo-player-1 navigation moveDown',
      'player demo-player-1 navigation contextMenu',
    ]);
  });

  it('says what a player takes that has no menus to move through', async () => {
    await expect(plex.call('plex_navigate_client', { client: 'Kitchen Tablet', action: 'down' })).rejects.toMatchObject(
      { code: 'refused', hint: expect.stringContaining('playback, playqueues') as string },
    );
  });
});

describe('plex_set_streams', () => {
  it('D55 chooses the streams of what plays, and turns subtitles off', async () => {
    const answer = await plex.call('plex_set_streams', {
      client: 'Living Room TV',
      audio_stream_id: 101,
      subtitle_stream_id: 0,
    });

    expect(answer).toMatchObject({ sent: 'audio_stream_id 101, subtitle_stream_id 0' });
    expect(await video()).toMatchObject({ audio_stream_id: '101', subtitle_stream_id: '0' });
  });

  it('asks for at least one', async () => {
    await expect(plex.call('plex_set_streams', { client: 'Living Room TV' })).rejects.toMatchObject({
      code: 'invalid_argument',
      hint: expect.stringContaining('plex_get_item') as string,
    });
  });
});

describe('plex_stop_session', () => {
  it('says who would be cut off and what they are told, and does nothing without a token', async () => {
    const preview = await plex.call('plex_stop_session', { session_id: 'demo-session-2', reason: 'Bedtime.' });

    expect(preview).toMatchObject({
      status: 'confirmation_required',
      summary: expect.stringMatching(
        /^Ends .*, which grandma\.elin plays on Desk; they are told: Bedtime\.$/,
      ) as string,
    });
    expect(plex.writes).toEqual([]);
  });

  it('ends it with the reason when that was agreed to', async () => {
    const { done } = await plex.confirm('plex_stop_session', { session_id: 'demo-session-2', reason: 'Bedtime.' });

    expect(done).toMatchObject({ status: 'done', reason: 'Bedtime.' });
    expect(plex.servers[0]?.state.done).toEqual(['terminate demo-session-2: Bedtime.']);
    await expect(plex.call('plex_stop_session', { session_id: 'demo-session-2' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('says what it needs where Plex does not let it', async () => {
    plex = openPlexBench({
      instead: ({ url }) => (url.includes('/terminate') ? new Response('', { status: 401 }) : undefined),
    });

    await expect(plex.confirm('plex_stop_session', { session_id: 'demo-session-1' })).rejects.toMatchObject({
      code: 'refused',
      hint: expect.stringContaining('Plex Pass') as string,
    });
  });
});
