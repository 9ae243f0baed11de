import { beforeEach, describe, expect, it } from 'vitest';

import { createWorld } from '../world/world.ts';
import { type PlexStandIn, createPlexStandIn } from './plex-stand-in.ts';

type Row = Readonly<Record<string, unknown>>;

let plex: PlexStandIn;

beforeEach(() => {
  plex = createPlexStandIn({ world: createWorld({ now: () => new Date('2026-11-21T12:00:00Z') }), apiKey: 't0ken' });
});

async function ask(method: string, path: string, token = 't0ken'): Promise<Response> {
  const headers = { 'X-Plex-Token': token, accept: 'application/json' };
  return plex.fetch(new Request(`http://plex.test${path}`, { method, headers }));
}

async function rows(path: string, token?: string): Promise<readonly Row[]> {
  const body = (await (await ask('GET', path, token)).json()) as { MediaContainer: { Metadata?: readonly Row[] } };
  return body.MediaContainer.Metadata ?? [];
}

async function idOf(path: string, title: string): Promise<string> {
  return String((await rows(path)).find((row) => row['title'] === title)?.['ratingKey']);
}

function keyOf(title: string): number {
  return plex.state.ofType('movie').find((movie) => movie.title === title)?.ratingKey ?? 0;
}

const uri = (items: string | number): string =>
  encodeURIComponent(`server://x/com.plexapp.plugins.library/library/metadata/${items}`);

describe('the playlists of the Plex stand-in', () => {
  it('belong to whoever made them', async () => {
    await ask(
      'POST',
      `/playlists?title=Mine&type=video&smart=0&uri=${uri(keyOf('Harbour Lights'))}`,
      't0ken-user-4000101',
    );

    expect((await rows('/playlists', 't0ken-user-4000101')).map(({ title }) => title)).toEqual(['Mine']);
    expect(await rows('/playlists')).toHaveLength(3);
  });

  it('hold the episodes of a show, and the same item twice when told so', async () => {
    const id = await idOf('/playlists', 'Rainy Sunday');
    const before = (await rows(`/playlists/${id}/items`)).length;
    await ask('PUT', `/playlists/${id}/items?uri=${uri(keyOf('Harbour Lights'))}`);
    const after = await rows(`/playlists/${id}/items`);

    expect(after).toHaveLength(before + 1);
    expect(new Set(after.map(({ playlistItemID }) => playlistItemID)).size).toBe(after.length);
  });

  it('take nothing where rules fill them', async () => {
    const id = await idOf('/playlists', 'Unwatched Movies');

    expect((await ask('PUT', `/playlists/${id}/items?uri=${uri(1)}`)).status).toBe(400);
  });

  it('lose what is deleted from the library', async () => {
    const id = await idOf('/playlists', 'Rainy Sunday');
    await ask('DELETE', `/library/metadata/${keyOf('Harbour Lights')}`);

    expect((await rows(`/playlists/${id}/items`)).map(({ title }) => title)).not.toContain('Harbour Lights');
  });
});

describe('the collections of the Plex stand-in', () => {
  it('are those that the household has films of', async () => {
    expect(await rows('/library/sections/1/collections')).toMatchObject([
      { title: 'The Harbour Collection', type: 'collection', subtype: 'movie', childCount: '2' },
    ]);
  });

  it('hold an item once', async () => {
    const id = await idOf('/library/sections/1/collections', 'The Harbour Collection');
    await ask('PUT', `/library/collections/${id}/items?uri=${uri(keyOf('Harbour Lights'))}`);

    expect(await rows(`/library/collections/${id}/items`)).toHaveLength(2);
  });

  it('are edited as what is in a library', async () => {
    const id = await idOf('/library/sections/1/collections', 'The Harbour Collection');
    await ask('PUT', `/library/sections/1/all?type=18&id=${id}&title.value=Quays&label%5B0%5D.tag.tag=sea`);

    expect(await rows(`/library/metadata/${id}`)).toMatchObject([{ title: 'Quays', Label: [{ tag: 'sea' }] }]);
  });
});

describe('the players of the Plex stand-in', () => {
  async function tell(path: string, player: string): Promise<Response> {
    const headers = { 'X-Plex-Token': 't0ken', 'X-Plex-Target-Client-Identifier': player };
    return plex.fetch(new Request(`http://plex.test/player/${path}`, { headers }));
  }

  it('do as they are told, and say so', async () => {
    await tell('playback/pause?type=video&commandID=1', 'demo-player-1');

    expect(await (await tell('timeline/poll?wait=0&commandID=2', 'demo-player-1')).text()).toContain(
      '<Timeline type="video" state="paused" time="900000"',
    );
  });

  it('play only what is in a queue of this very server', async () => {
    const order = 'playback/playMedia?containerKey=/playQueues/1&key=/library/metadata/1&address=10.0.0.1';

    expect((await tell(`${order}&machineIdentifier=another`, 'demo-player-1')).status).toBe(400);
  });

  it('are not reached when they do not announce themselves', async () => {
    expect((await tell('playback/pause?commandID=1', 'demo-player-3')).status).toBe(404);
  });
});
