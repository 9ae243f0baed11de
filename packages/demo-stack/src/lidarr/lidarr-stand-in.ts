import { createArrApp } from '../arr/arr-app.ts';
import type { ArrState, QueueEntry, Resource } from '../arr/arr-state.ts';
import type { CommandEffects } from '../arr/command-routes.ts';
import { queueRecord } from '../arr/queue-record.ts';
import { queueRoutes } from '../arr/queue-routes.ts';
import type { StandIn, StandInOptions } from '../stand-in.ts';
import { activityRoutes } from './activity-routes.ts';
import { artistRoutes } from './artist-routes.ts';
import { MusicLibrary } from './music-library.ts';

export interface LidarrStandInOptions extends StandInOptions {
  /** what differs from a household where all is well */
  readonly state?: Partial<ArrState>;
}

/** Lidarr with the artists of the household; what is added or searched for stays so. */
export function createLidarrStandIn(options: LidarrStandInOptions): StandIn {
  const library = new MusicLibrary(options.world);
  const { app, state } = createArrApp({ ...options, name: 'Lidarr', commands: commandsOf(library) });
  const parts = [
    artistRoutes(library, state),
    activityRoutes(library),
    queueRoutes(state, (entry, query) => queued(library, entry, query)),
  ];
  for (const routes of parts) app.route('/api/v1', routes);
  return { fetch: async (request) => app.fetch(request) };
}

// A download whose album is not in the library is one that Lidarr cannot place.
function queued(library: MusicLibrary, entry: QueueEntry, query: URLSearchParams): Resource {
  const record = queueRecord(entry, 'Lidarr', library.world);
  const { subject } = entry.download;
  const album = library.albums.find((each) => subject.kind === 'album' && each.foreignAlbumId === subject.foreignId);
  if (album === undefined) return record;
  return {
    ...record,
    artistId: album.artistId,
    albumId: album.id,
    ...(query.get('includeArtist') === 'true' ? { artist: library.find(album.artistId) } : {}),
    ...(query.get('includeAlbum') === 'true' ? { album: library.albumResource(album) } : {}),
    trackFileCount: album.tracks,
    trackHasFileCount: album.files,
    downloadForced: false,
  };
}

function commandsOf(library: MusicLibrary): CommandEffects {
  const searched = (isMeant: (album: { id: number; artistId: number }) => boolean): void => {
    const lastSearchTime = library.world.now().toISOString();
    for (const album of library.albums.filter(isMeant)) library.replaceAlbum({ ...album, lastSearchTime });
  };
  return {
    AlbumSearch: ({ albumIds }) => searched(({ id }) => Array.isArray(albumIds) && albumIds.includes(id)),
    ArtistSearch: ({ artistId }) => searched((album) => album.artistId === artistId),
    RefreshArtist: nothing,
  };
}

function nothing(): void {
  // The stand-in's records are never old.
}
