import { describe, expect, it } from 'vitest';

import { openPlexBench } from './plex-bench.fixtures.ts';

// Servers and versions differ in what they write; a caller should not see which it was.

const reads: readonly (readonly [string, object])[] = [
  ['plex_get_library', { library: 'Movies' }],
  ['plex_get_library_stats', { library: 'Movies' }],
  ['plex_get_library_stats', { library: 'TV Shows' }],
  ['plex_list_artwork', { item: 'Harbour Lights' }],
  ['plex_list_playlists', {}],
  ['plex_get_playlist', { playlist: 'Rainy Sunday' }],
  ['plex_list_collections', {}],
  ['plex_get_collection', { collection: 'harbour' }],
  ['plex_list_clients', {}],
  ['plex_get_client', { client: 'Living Room TV' }],
  ['plex_delete_playlist', { playlist: 'Kitchen' }],
];

describe('a server that answers XML', () => {
  it.each(reads)('gives %s the same as one that answers JSON', async (name, args) => {
    const [xml, json] = await Promise.all(
      [openPlexBench({ xml: true }), openPlexBench()].map(async (plex) => plex.call(name, args)),
    );

    expect({ ...xml, confirmation_token: '' }).toEqual({ ...json, confirmation_token: '' });
  });

  it('is changed as one that answers JSON', async () => {
    const plex = openPlexBench({ xml: true });
    const made = await plex.call('plex_create_playlist', { title: 'Tonight', items: ['Harbour Lights'] });
    await plex.call('plex_add_to_playlist', { playlist: made['id'], items: ['The Quiet Satellite'] });

    expect(await plex.call('plex_get_playlist', { playlist: 'Tonight' })).toMatchObject({ total: 2 });
  });
});
