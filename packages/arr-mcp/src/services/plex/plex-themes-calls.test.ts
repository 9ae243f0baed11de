import { checkCalls, lacksShared } from '@arr-mcp/demo-stack/testing';
import { describe, expect, it } from 'vitest';

import { loadPlexDescription } from '../../testing/plex-description.ts';
import { plexClientsCalls } from './plex-clients-calls.ts';
import { plexLibraryCalls } from './plex-library-calls.ts';
import { plexListsCalls } from './plex-lists-calls.ts';

// The description is the community's and leaves things out. What it lacks is named here one by one, so that anything
// else that is not as described fails; testing/plex-description.ts says where each is known from.
const known = {
  library: [
    'sectionPart (GET /library/sections/{sectionId}/all): query type does not exist',
    'editItems (PUT /library/sections/{sectionId}/all): query id does not exist',
    'listArtwork (GET /library/metadata/{ids}/{element}): is not in the API description',
  ],
  lists: [
    'playlists (GET /playlists): query sectionID does not exist',
    'createPlaylist (POST /playlists): query title does not exist',
    'createPlaylist (POST /playlists): query type does not exist',
    'createPlaylist (POST /playlists): query smart does not exist',
    'editPlaylist (PUT /playlists/{playlistId}): query title.value does not exist',
    'editPlaylist (PUT /playlists/{playlistId}): query title.locked does not exist',
    'editPlaylist (PUT /playlists/{playlistId}): query summary.value does not exist',
    'editPlaylist (PUT /playlists/{playlistId}): query summary.locked does not exist',
    'createCollection (POST /library/collections): query smart is boolean, not number',
    'deleteCollection (DELETE /library/collections/{collectionId}): is not in the API description',
    'removeFromCollection (DELETE /library/collections/{collectionId}/items/{itemId}): is not in the API description',
    'setCollectionPrefs (PUT /library/metadata/{ids}/prefs): query collectionMode does not exist',
    'setCollectionPrefs (PUT /library/metadata/{ids}/prefs): query collectionSort does not exist',
    'setCollectionPrefs (PUT /library/metadata/{ids}/prefs): query collectionFilterBasedOnUser does not exist',
  ],
  clients: [
    'players (GET /clients): is not in the API description',
    'servers (GET /servers): is not in the API description',
    'playback (GET /player/playback/{action}): is not in the API description',
    'playMedia (GET /player/playback/playMedia): is not in the API description',
    'navigation (GET /player/navigation/{action}): is not in the API description',
    'timeline (GET /player/timeline/poll): is not in the API description',
  ],
};

describe.skipIf(lacksShared)('the calls of PlexClient', () => {
  it.each([
    ['library', plexLibraryCalls, known.library],
    ['lists', plexListsCalls, known.lists],
    ['clients', plexClientsCalls, known.clients],
  ] as const)('for %s are as the API description has them, but for what it lacks', (_theme, calls, problems) => {
    expect(checkCalls(calls, loadPlexDescription())).toEqual(problems);
  });
});
