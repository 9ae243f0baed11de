import { z } from 'zod';

import { pageOf } from '../arr/arr-schemas.ts';
import { optional } from '../optional.ts';

// Only fields that we use are named: the others are dropped as they are read, and the settings with their keys first.

export const Indexer = z.object({
  id: z.int(),
  name: optional(z.string()),
  enable: optional(z.boolean()),
  /** usenet, torrent or unknown */
  protocol: optional(z.string()),
  /** public, semiPrivate or private */
  privacy: optional(z.string()),
  /** 1 is asked first, 50 last */
  priority: optional(z.int()),
  added: optional(z.string()),
  capabilities: optional(z.object({ categories: optional(z.array(z.object({ name: optional(z.string()) }))) })),
});
export type Indexer = z.output<typeof Indexer>;

/** A whole record that is sent back for its test; its secrets are masked, and known to Prowlarr by its id. */
export const IndexerRecord = z.looseObject({ id: z.int() });

/** An indexer that failed, and until when it is left alone. */
export const IndexerStatus = z.object({
  indexerId: z.int(),
  disabledTill: optional(z.string()),
  mostRecentFailure: optional(z.string()),
  initialFailure: optional(z.string()),
});
export type IndexerStatus = z.output<typeof IndexerStatus>;

/** Times in milliseconds. */
export const IndexerStatistics = z.object({
  indexerId: z.int(),
  indexerName: optional(z.string()),
  averageResponseTime: optional(z.number()),
  numberOfQueries: optional(z.int()),
  numberOfRssQueries: optional(z.int()),
  numberOfAuthQueries: optional(z.int()),
  numberOfGrabs: optional(z.int()),
  numberOfFailedQueries: optional(z.int()),
  numberOfFailedRssQueries: optional(z.int()),
  numberOfFailedAuthQueries: optional(z.int()),
  numberOfFailedGrabs: optional(z.int()),
});
export type IndexerStatistics = z.output<typeof IndexerStatistics>;

export const Statistics = z.object({ indexers: z.array(IndexerStatistics) });

/** An indexer's offer, without its addresses, which hold keys. Size in bytes, age in hours. */
export const FoundRelease = z.object({
  title: optional(z.string()),
  indexerId: z.int(),
  indexer: optional(z.string()),
  size: optional(z.number()),
  age: optional(z.number()),
  ageHours: optional(z.number()),
  protocol: optional(z.string()),
  seeders: optional(z.int()),
  leechers: optional(z.int()),
  grabs: optional(z.int()),
  categories: optional(z.array(z.object({ name: optional(z.string()) }))),
});
export type FoundRelease = z.output<typeof FoundRelease>;

// There is more in it, among that addresses with the keys of indexers.
const HistoryData = z.object({
  query: optional(z.string()),
  queryType: optional(z.string()),
  /** who asked: Sonarr, Radarr, … */
  source: optional(z.string()),
  queryResults: optional(z.string()),
  /** milliseconds */
  elapsedTime: optional(z.string()),
  grabTitle: optional(z.string()),
});

export const HistoryRecord = z.object({
  id: z.int(),
  indexerId: optional(z.int()),
  date: optional(z.string()),
  successful: optional(z.boolean()),
  eventType: optional(z.string()),
  data: optional(HistoryData),
});
export type HistoryRecord = z.output<typeof HistoryRecord>;
export const HistoryPage = pageOf(HistoryRecord);
export type HistoryPage = z.output<typeof HistoryPage>;

const Failure = z.object({
  propertyName: optional(z.string()),
  errorMessage: optional(z.string()),
  isWarning: optional(z.boolean()),
});
export type Failure = z.output<typeof Failure>;

/** What a failed test answers: what is wrong, setting by setting, or one message. */
export const TestFailures = z.union([
  z.array(Failure),
  z
    .object({ message: z.string() })
    .transform(({ message }): Failure[] => [{ propertyName: undefined, errorMessage: message, isWarning: false }]),
]);
