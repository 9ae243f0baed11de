import { z } from 'zod';

import { Guids } from './external-ids.ts';
import { container, flag, id, many, number, placedFields, records, seconds, tags, text, time } from './plex-fields.ts';

/** What a stream is: video, audio or subtitles. */
export const Stream = z.object({
  id,
  /** 1 video, 2 audio, 3 subtitles, 4 lyrics */
  streamType: number,
  codec: text,
  language: text,
  languageCode: text,
  displayTitle: text,
  channels: number,
  selected: flag,
  default: flag,
  forced: flag,
  /** of a stream that is being played: `copy` or `transcode` */
  decision: text,
});

export const Part = z.object({ id, file: text, size: number, container: text, decision: text, Stream: many(Stream) });

/** One version of a film, episode or track. */
export const Media = z.object({
  id,
  container: text,
  videoResolution: text,
  videoCodec: text,
  audioCodec: text,
  audioChannels: number,
  /** kbit/s */
  bitrate: number,
  Part: many(Part),
});

const rowFields = {
  ...placedFields,
  parentRatingKey: id,
  grandparentRatingKey: id,
  year: number,
  duration: seconds,
  addedAt: time,
  lastViewedAt: time,
  viewCount: number,
  /** how far somebody has come */
  viewOffset: seconds,
  leafCount: number,
  viewedLeafCount: number,
  childCount: number,
  librarySectionID: id,
  librarySectionTitle: text,
  contentRating: text,
  rating: number,
  originallyAvailableAt: text,
};

/** Of one item of a list. */
export const itemFields = {
  ...rowFields,
  Media: records({ videoResolution: text, videoCodec: text, audioCodec: text, bitrate: number }),
};
const Items = records(itemFields);
export type PlexItem = z.output<typeof Items>[number];

/** One item, with all that is shown of it. */
export const PlexItemDetails = z.object({
  ...rowFields,
  guid: text,
  Guid: Guids,
  originalTitle: text,
  titleSort: text,
  summary: text,
  tagline: text,
  studio: text,
  network: text,
  audienceRating: number,
  userRating: number,
  updatedAt: time,
  thumb: text,
  art: text,
  Genre: tags,
  Director: tags,
  Writer: tags,
  Country: tags,
  Collection: tags,
  Label: tags,
  Role: many(z.object({ tag: text, role: text })),
  Media: many(Media),
});
export type PlexItemDetails = z.output<typeof PlexItemDetails>;

export const ItemList = container({ Metadata: Items });
export const ItemDetailsList = container({ Metadata: many(PlexItemDetails) });

/** A library; its items are in `/library/sections/{key}/all`. */
export const Section = z.object({
  key: id,
  type: text,
  title: text,
  uuid: text,
  agent: text,
  scanner: text,
  language: text,
  refreshing: flag,
  createdAt: time,
  updatedAt: time,
  scannedAt: time,
  Location: many(z.object({ id, path: text })),
});
export type Section = z.output<typeof Section>;

export const SectionList = container({ Directory: many(Section) });

/** What a library can be filtered by: the genres it has, its directors. */
export const FilterChoice = z.object({ key: text, title: text });
export type FilterChoice = z.output<typeof FilterChoice>;
export const FilterChoiceList = container({ Directory: many(FilterChoice) });

export const Hub = z.object({
  hubIdentifier: text,
  type: text,
  title: text,
  size: number,
  Metadata: Items,
});
export const HubList = container({ Hub: many(Hub) });
