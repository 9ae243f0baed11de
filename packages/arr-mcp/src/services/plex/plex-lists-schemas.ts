import { z } from 'zod';

import { container, flag, id, many, number, records, root, seconds, text, time } from './plex-fields.ts';
import { itemFields } from './plex-item-schemas.ts';

export const Identity = root('MediaContainer', z.object({ machineIdentifier: text, version: text }));

export const Playlist = z.object({
  ratingKey: id,
  title: text,
  summary: text,
  /** filled by rules, which nobody can add to */
  smart: flag,
  /** audio, video or photo */
  playlistType: text,
  duration: seconds,
  leafCount: number,
  addedAt: time,
  updatedAt: time,
});
export type Playlist = z.output<typeof Playlist>;
export const PlaylistList = container({ Metadata: many(Playlist) });

/** An item as it stands in a playlist: the same one may stand there twice. */
const PlaylistEntries = records({ ...itemFields, playlistItemID: id });
export type PlaylistEntry = z.output<typeof PlaylistEntries>[number];
export const PlaylistEntryList = container({ Metadata: PlaylistEntries });

export const Collection = z.object({
  ratingKey: id,
  type: text,
  title: text,
  titleSort: text,
  summary: text,
  smart: flag,
  /** of what it is a collection: movie, show, artist, album */
  subtype: text,
  childCount: number,
  contentRating: text,
  librarySectionID: id,
  librarySectionTitle: text,
  addedAt: time,
  updatedAt: time,
});
export type Collection = z.output<typeof Collection>;
/** The library stands beside the list of its collections. */
export const CollectionList = container({
  librarySectionID: id,
  librarySectionTitle: text,
  Metadata: many(Collection),
});
