import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { lacksShared, sharedFolder } from '../../testing/shared.ts';
import { type PlexClient, openPlex } from './plex-client.ts';

const range = { start: 0, size: 100 };

/** A client of a server that answers every request with one recorded answer. */
function clientOf(file: string): PlexClient {
  const text = readFileSync(join(sharedFolder ?? '', 'recorded', 'plex', file), 'utf8');
  const open = openPlex({
    service: 'plex',
    instance: 'plex',
    baseUrl: 'http://plex.test',
    credential: { token: 't0ken' },
    fetch: async () => new Response(text, { headers: { 'content-type': 'application/json' } }),
  });
  return open(new AbortController().signal);
}

describe.skipIf(lacksShared)('PlexClient, of libraries, on recorded answers', () => {
  it('reads the settings', async () => {
    const settings = await clientOf('plex-api.rs--prefs.json').library.settings(1);

    expect(settings.length).toBeGreaterThan(50);
    expect(settings[0]).toMatchObject({ id: 'FriendlyName', label: 'Friendly name', value: 'Box', hidden: false });
  });

  it('reads the images that an item could have', async () => {
    const images = await clientOf('plexspec--metadata-arts.json').library.artwork(16_099, 'background');

    expect(images.length).toBeGreaterThan(5);
    expect(images.filter(({ selected }) => selected === true)).toMatchObject([
      { provider: 'tmdb', ratingKey: expect.stringMatching(/^metadata:/) as string },
    ]);
  });

  it('reads what an item has on disk, and where its images are', async () => {
    const { library } = clientOf('plex-api.rs--metadata-108.json');

    expect(await library.files(108)).toMatchObject({
      Media: [{ Part: [{ file: '/data/Movies/Interstate 60 (2002).mkv', size: 13_400_382 }] }],
    });
    expect(await library.imagePath(108, 'poster')).toBe('/library/metadata/108/thumb/1663510739');
    expect(await clientOf('plexspec--metadata-movie.json').library.imagePath(1, 'logo')).toMatch(/clearLogo/);
  });

  it.each([
    ['plex-api.rs--section-1-movies.json', 4],
    ['plexspec--section-all-small.json', 2],
    ['plexspec--section-all-episodes.json', 2],
  ])('counts what is in %s', async (file, atLeast) => {
    const { items } = await clientOf(file).library.countedItems(1, 1, range);

    expect(items.length).toBeGreaterThanOrEqual(atLeast);
    expect(items.every(({ title }) => title !== undefined)).toBe(true);
  });
});

describe.skipIf(lacksShared)('PlexClient, of lists, on recorded answers', () => {
  it('reads a smart playlist from JSON', async () => {
    expect(await clientOf('plex-api.rs--metadata-168-playlist.json').lists.playlist(168)).toMatchObject({
      ratingKey: 168,
      title: 'Movies Since 2007',
      smart: true,
      playlistType: 'video',
      duration: 10,
      leafCount: 2,
    });
  });

  it('reads playlists from XML', async () => {
    const { items, total } = await clientOf('home-assistant--playlists.xml').lists.playlists({}, range);

    expect(total).toBe(2);
    expect(items[0]).toMatchObject({ ratingKey: 500, title: 'Playlist 1', smart: false, duration: 5054 });
  });

  it('reads the items of a playlist', async () => {
    const { items } = await clientOf('spec-example--playlists-playlistID-items.json').lists.playlistItems(95, range);

    expect(items).toMatchObject([{ ratingKey: 17, title: 'Serenity', duration: 141 }]);
  });

  it('reads a collection from JSON, whose count is text', async () => {
    expect(await clientOf('plex-api.rs--metadata-161-collection.json').lists.collection(161)).toMatchObject({
      title: 'Animation',
      subtype: 'movie',
      childCount: 3,
      librarySectionID: 1,
    });
  });

  it('reads collections from XML', async () => {
    const { items } = await clientOf('home-assistant--section-1-collections.xml').lists.collections(1, range);

    expect(items).toMatchObject([{ ratingKey: 20_000, title: 'My Collection', subtype: 'movie', childCount: 6 }]);
  });

  it('takes a film for no collection', async () => {
    await expect(clientOf('plex-api.rs--metadata-108.json').lists.collection(108)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe.skipIf(lacksShared)('PlexClient, of players, on recorded answers', () => {
  it.each([
    ['home-assistant--clients.xml', 'SHIELD Android TV', 'timeline,playback,mirror,playqueues,provider-playback'],
    ['plex.py-2016--clients.xml', 'One', 'navigation,playback,timeline,mirror,playqueues'],
    ['spec-example--clients.json', 'iPad', 'playback,playqueues,timeline,provider-playback'],
  ])('reads the players of %s', async (file, name, protocolCapabilities) => {
    expect(await clientOf(file).players.players()).toMatchObject([{ name, protocolCapabilities }]);
  });

  it.each([
    ['home-assistant--sessions.xml', 'session_id_1', 'User 1', 'SHIELD Android TV'],
    ['spec-example--status-sessions.json', '93h7e00ncblxncqw9lkfaoxi', 'Blindkitty38', 'DESKTOP-BL80MTD'],
  ])('reads who plays what in %s', async (file, id, user, player) => {
    expect(await clientOf(file).players.playing()).toMatchObject([
      { Session: { id }, User: { title: user }, Player: { title: player, state: 'playing' } },
    ]);
  });

  it.each(['plex.py-2016--servers.xml', 'spec-example--servers.json'])('reads the servers of %s', async (file) => {
    const [server] = await clientOf(file).players.servers();

    expect(server).toMatchObject({ port: expect.any(Number) as number, address: expect.any(String) as string });
  });
});
