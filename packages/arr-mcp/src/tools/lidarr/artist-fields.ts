import { z } from 'zod';

import type { ArtistRow } from '../../services/lidarr/artist-schemas.ts';
import { shortLine } from '../arr/short-line.ts';

/** What names an artist, in the records of others. */
export const artistNameFields = {
  artist_id: z.int().optional(),
  artist: z.string().optional(),
};

interface NamedArtist {
  readonly id?: number | undefined;
  readonly artistName?: string | undefined;
}

/** An id of 0 is none. */
export function toArtistName({ id, artistName }: NamedArtist) {
  return { artist_id: id === 0 ? undefined : id, artist: shortLine(artistName) };
}

/** Of each artist of the library; tracks are those of monitored albums and those that are there. */
export const artistFields = {
  instance: z.string().optional(),
  ...artistNameFields,
  /** tells artists of one name apart */
  about: z.string().optional(),
  status: z.string().optional(),
  monitored: z.boolean().optional(),
  albums: z.int().optional(),
  tracks: z.int().optional(),
  files: z.int().optional(),
  size_bytes: z.number().optional(),
  added_at: z.string().optional(),
};

export function toArtistFields(artist: ArtistRow) {
  const { disambiguation, status, monitored, statistics, added } = artist;
  return {
    ...toArtistName(artist),
    about: shortLine(disambiguation, 80),
    status,
    monitored,
    albums: statistics?.albumCount,
    tracks: statistics?.trackCount,
    files: statistics?.trackFileCount,
    size_bytes: statistics?.sizeOnDisk,
    added_at: added,
  };
}

/** How many tracks should be there and are not. */
export function missingTracks({ statistics }: Countable): number {
  return Math.max(0, (statistics?.trackCount ?? 0) - (statistics?.trackFileCount ?? 0));
}

interface Countable {
  readonly statistics?:
    | { readonly trackCount?: number | undefined; readonly trackFileCount?: number | undefined }
    | undefined;
}
