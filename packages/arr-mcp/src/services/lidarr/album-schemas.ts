import { z } from 'zod';

import { pageOf, queueRecordFields } from '../arr/arr-schemas.ts';
import { optional } from '../optional.ts';
import { ArtistStatistics } from './artist-schemas.ts';

const ArtistName = z.object({ id: optional(z.int()), artistName: optional(z.string()) });

/** With `artist` where it was asked for; its many releases are left out. */
export const Album = z.object({
  id: z.int(),
  title: optional(z.string()),
  artistId: optional(z.int()),
  /** its MusicBrainz id */
  foreignAlbumId: optional(z.string()),
  monitored: optional(z.boolean()),
  /** Album, EP, Single, Broadcast or Other */
  albumType: optional(z.string()),
  secondaryTypes: optional(z.array(z.string())),
  releaseDate: optional(z.string()),
  statistics: optional(ArtistStatistics.omit({ albumCount: true })),
  artist: optional(ArtistName),
});
export type Album = z.output<typeof Album>;
export const AlbumPage = pageOf(Album);
export type AlbumPage = z.output<typeof AlbumPage>;

export const QueueRecord = z.object({
  ...queueRecordFields,
  artistId: optional(z.int()),
  albumId: optional(z.int()),
  artist: optional(ArtistName),
  album: optional(z.object({ id: optional(z.int()), title: optional(z.string()) })),
});
export type QueueRecord = z.output<typeof QueueRecord>;
export const QueuePage = pageOf(QueueRecord);
export type QueuePage = z.output<typeof QueuePage>;
