import type { Resource } from '../arr/arr-state.ts';
import type { DemoArtist } from '../world/artists.ts';
import type { World } from '../world/world.ts';
import { type AlbumEntry, type ArtistEntry, albumFacts, releaseOf, toLookupRecord } from './music-records.ts';

const rootFolder = '/data/media/music';
const bytesPerTrack = 24_000_000;

/** What the stand-in's Lidarr keeps. */
export class MusicLibrary {
  readonly world: World;
  artists: ArtistEntry[] = [];
  albums: AlbumEntry[] = [];
  #lastArtist = 0;
  #lastAlbum = 0;

  /** With the artists that the household has. */
  constructor(world: World) {
    this.world = world;
    for (const known of world.artists.filter(({ owned }) => owned)) {
      const { id } = this.add(known);
      this.albums = this.albums.map((album) => (album.artistId === id ? withFiles(album, known) : album));
    }
  }

  find(id: number): ArtistEntry | undefined {
    return this.artists.find((artist) => artist.id === id);
  }

  albumsOf(artistId: number): AlbumEntry[] {
    return this.albums.filter((album) => album.artistId === artistId);
  }

  /** Puts an artist that the world knows into the library, with all albums and no file. */
  add(known: DemoArtist, given: Resource = {}): ArtistEntry {
    const now = this.world.now();
    const { folder, ...record } = toLookupRecord(known);
    this.#lastArtist += 1;
    const artist: ArtistEntry = {
      ...record,
      path: `${rootFolder}/${folder}`,
      rootFolderPath: rootFolder,
      qualityProfileId: 1,
      metadataProfileId: 1,
      monitored: true,
      added: now.toISOString(),
      ...given,
      id: this.#lastArtist,
    };
    this.artists.push(artist);
    for (const album of known.albums) {
      this.#lastAlbum += 1;
      const facts = { ...albumFacts(album, now), artistId: artist.id, monitored: true, files: 0 };
      this.albums.push({ ...facts, id: this.#lastAlbum });
    }
    return artist;
  }

  replaceAlbum(album: AlbumEntry): void {
    this.albums = this.albums.map((each) => (each.id === album.id ? album : each));
  }

  /** An artist as the API has it, with the albums before and after today. */
  resource(artist: ArtistEntry): Resource {
    const albums = this.albumsOf(artist.id).toSorted((one, other) => one.releaseDate.localeCompare(other.releaseDate));
    const now = this.world.now().toISOString();
    const last = albums.findLast(({ releaseDate }) => releaseDate <= now);
    const next = albums.find(({ releaseDate }) => releaseDate > now);
    return {
      ...artist,
      ...(last === undefined ? {} : { lastAlbum: this.albumResource(last) }),
      ...(next === undefined ? {} : { nextAlbum: this.albumResource(next) }),
      statistics: { albumCount: albums.length, ...statisticsOf(albums) },
    };
  }

  albumResource(entry: AlbumEntry): Resource {
    const { tracks: _tracks, files: _files, ...album } = entry;
    const artist = this.find(entry.artistId);
    return {
      ...album,
      releases: [releaseOf(entry)],
      ...(artist === undefined ? {} : { artist }),
      statistics: statisticsOf([entry]),
    };
  }
}

function withFiles(album: AlbumEntry, known: DemoArtist): AlbumEntry {
  const files = known.albums.find(({ foreignId }) => foreignId === album.foreignAlbumId)?.files ?? 0;
  return { ...album, files };
}

// Of an album that is not monitored only those tracks count that are there.
function statisticsOf(albums: readonly AlbumEntry[]): object {
  const sum = (valueOf: (album: AlbumEntry) => number): number =>
    albums.reduce((total, album) => total + valueOf(album), 0);
  const trackFileCount = sum(({ files }) => files);
  const trackCount = sum(({ monitored, tracks, files }) => (monitored ? tracks : files));
  return {
    trackFileCount,
    trackCount,
    totalTrackCount: sum(({ tracks }) => tracks),
    sizeOnDisk: trackFileCount * bytesPerTrack,
    percentOfTracks: trackCount === 0 ? 0 : (trackFileCount / trackCount) * 100,
  };
}
