import { z } from 'zod';

import { RootFolder } from '../arr/arr-schemas.ts';
import { optional } from '../optional.ts';

// Only fields that we use are named: the others are dropped as they are read.

/** Of an artist's albums: size in bytes; `trackCount` is of what is monitored or there, `totalTrackCount` of all. */
export const ArtistStatistics = z.object({
  albumCount: optional(z.int()),
  trackFileCount: optional(z.int()),
  trackCount: optional(z.int()),
  totalTrackCount: optional(z.int()),
  sizeOnDisk: optional(z.number()),
});

const AlbumName = z.object({ id: optional(z.int()), title: optional(z.string()), releaseDate: optional(z.string()) });

/** One artist of the whole list. */
export const ArtistRow = z.object({
  id: z.int(),
  artistName: optional(z.string()),
  sortName: optional(z.string()),
  /** its MusicBrainz id */
  foreignArtistId: optional(z.string()),
  /** continuing, ended or deleted */
  status: optional(z.string()),
  artistType: optional(z.string()),
  disambiguation: optional(z.string()),
  monitored: optional(z.boolean()),
  added: optional(z.string()),
  statistics: optional(ArtistStatistics),
});
export type ArtistRow = z.output<typeof ArtistRow>;

const detailFields = {
  overview: optional(z.string()),
  genres: optional(z.array(z.string())),
  ratings: optional(z.object({ value: optional(z.number()) })),
};

/** One artist, with all that is shown of it. */
export const Artist = ArtistRow.extend({
  ...detailFields,
  path: optional(z.string()),
  qualityProfileId: optional(z.int()),
  metadataProfileId: optional(z.int()),
  monitorNewItems: optional(z.string()),
  nextAlbum: optional(AlbumName),
  lastAlbum: optional(AlbumName),
});
export type Artist = z.output<typeof Artist>;

/** An artist as a lookup finds it; one of the library comes with its id. */
export const FoundArtist = ArtistRow.extend({ ...detailFields, id: optional(z.int()) });
export type FoundArtist = z.output<typeof FoundArtist>;

/** A whole record that is sent back: everything it holds is kept, also what we do not know. */
export const ArtistRecord = z.looseObject({
  id: optional(z.int()),
  artistName: optional(z.string()),
  foreignArtistId: optional(z.string()),
});
export type ArtistRecord = z.output<typeof ArtistRecord>;

/** Which kinds of albums are kept of an artist. */
export const MetadataProfile = z.object({ id: z.int(), name: optional(z.string()) });
export type MetadataProfile = z.output<typeof MetadataProfile>;

/** A root folder, with what an artist in it gets when nobody says otherwise. */
export const MusicFolder = RootFolder.extend({
  defaultQualityProfileId: optional(z.int()),
  defaultMetadataProfileId: optional(z.int()),
});
export type MusicFolder = z.output<typeof MusicFolder>;
