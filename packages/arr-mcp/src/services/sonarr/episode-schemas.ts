import { z } from 'zod';

import { Quality, historyRecordFields, pageOf, queueRecordFields, releaseFields } from '../arr/arr-schemas.ts';
import { optional } from '../optional.ts';

const SeriesName = z.object({ id: optional(z.int()), title: optional(z.string()), year: optional(z.int()) });

/** With `series` where it was asked for. Times are UTC. */
export const Episode = z.object({
  id: z.int(),
  seriesId: z.int(),
  seasonNumber: z.int(),
  episodeNumber: z.int(),
  title: optional(z.string()),
  airDateUtc: optional(z.string()),
  hasFile: optional(z.boolean()),
  monitored: optional(z.boolean()),
  episodeFileId: optional(z.int()),
  series: optional(SeriesName),
});
export type Episode = z.output<typeof Episode>;

const EpisodeName = z.object({
  id: optional(z.int()),
  seasonNumber: optional(z.int()),
  episodeNumber: optional(z.int()),
  title: optional(z.string()),
});

/** Size in bytes. */
export const EpisodeFile = z.object({
  id: z.int(),
  seriesId: z.int(),
  seasonNumber: optional(z.int()),
  relativePath: optional(z.string()),
  path: optional(z.string()),
  size: optional(z.number()),
  dateAdded: optional(z.string()),
  releaseGroup: optional(z.string()),
  quality: optional(Quality),
  customFormatScore: optional(z.number()),
  qualityCutoffNotMet: optional(z.boolean()),
});
export type EpisodeFile = z.output<typeof EpisodeFile>;

export const QueueRecord = z.object({
  ...queueRecordFields,
  seriesId: optional(z.int()),
  episodeId: optional(z.int()),
  seasonNumber: optional(z.int()),
  series: optional(SeriesName),
  episode: optional(EpisodeName),
});
export type QueueRecord = z.output<typeof QueueRecord>;
export const QueuePage = pageOf(QueueRecord);
export type QueuePage = z.output<typeof QueuePage>;

export const HistoryRecord = z.object({
  ...historyRecordFields,
  seriesId: optional(z.int()),
  episodeId: optional(z.int()),
  series: optional(SeriesName),
  episode: optional(EpisodeName),
});
export type HistoryRecord = z.output<typeof HistoryRecord>;
export const HistoryPage = pageOf(HistoryRecord);
export type HistoryPage = z.output<typeof HistoryPage>;

export const EpisodePage = pageOf(Episode);
export type EpisodePage = z.output<typeof EpisodePage>;

/** An indexer's offer. */
export const Release = z.object({
  ...releaseFields,
  fullSeason: optional(z.boolean()),
  mappedSeasonNumber: optional(z.int()),
  mappedEpisodeNumbers: optional(z.array(z.int())),
});
export type Release = z.output<typeof Release>;
