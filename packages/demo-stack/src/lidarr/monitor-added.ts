import type { MusicLibrary } from './music-library.ts';
import type { AlbumEntry, ArtistEntry } from './music-records.ts';

interface Place {
  readonly now: string;
  readonly first: string | undefined;
  readonly latest: string | undefined;
}

// Lidarr's options, as far as the stand-in knows when an album comes out.
const wanted: Readonly<Record<string, (album: AlbumEntry, place: Place) => boolean>> = {
  all: () => true,
  none: () => false,
  missing: ({ files }) => files === 0,
  existing: ({ files }) => files > 0,
  future: ({ releaseDate }, { now }) => releaseDate > now,
  first: ({ releaseDate }, { first }) => releaseDate === first,
  latest: ({ releaseDate }, { latest }) => releaseDate === latest,
};

interface AddOptions {
  readonly monitor?: string;
  readonly searchForMissingAlbums?: boolean;
}

/** Marks the albums of a new artist as `addOptions` of the request asks, and searches for them. */
export function monitorAdded(library: MusicLibrary, artist: ArtistEntry, options: AddOptions = {}): void {
  const { monitor = 'all', searchForMissingAlbums: isSearched = false } = options;
  const now = library.world.now().toISOString();
  const albums = library.albumsOf(artist.id);
  const dates = albums.map(({ releaseDate }) => releaseDate).sort();
  const place = { now, first: dates[0], latest: dates.at(-1) };
  for (const album of albums) {
    const monitored = wanted[monitor]?.(album, place) ?? true;
    const searched = isSearched && monitored ? { lastSearchTime: now } : {};
    library.replaceAlbum({ ...album, monitored, ...searched });
  }
}
