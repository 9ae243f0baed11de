import { z } from 'zod';

import { optional } from '../optional.ts';

// What the *arr services share. Only fields that we use are named: the others are dropped as they are read.

export const SystemStatus = z.object({
  appName: optional(z.string()),
  instanceName: optional(z.string()),
  version: z.string(),
  branch: optional(z.string()),
  osName: optional(z.string()),
  isDocker: optional(z.boolean()),
  runtimeVersion: optional(z.string()),
  startTime: optional(z.string()),
  urlBase: optional(z.string()),
  authentication: optional(z.string()),
  appData: optional(z.string()),
  databaseType: optional(z.string()),
});
export type SystemStatus = z.output<typeof SystemStatus>;

export const HealthFinding = z.object({
  source: optional(z.string()),
  /** ok, notice, warning or error */
  type: z.string(),
  message: optional(z.string()),
  wikiUrl: optional(z.string()),
});
export type HealthFinding = z.output<typeof HealthFinding>;

/** Sizes in bytes. */
export const DiskSpace = z.object({
  path: optional(z.string()),
  label: optional(z.string()),
  freeSpace: z.number(),
  totalSpace: z.number(),
});
export type DiskSpace = z.output<typeof DiskSpace>;

export const RootFolder = z.object({
  id: z.int(),
  path: optional(z.string()),
  accessible: optional(z.boolean()),
  /** bytes */
  freeSpace: optional(z.number()),
  unmappedFolders: optional(z.array(z.object({ name: optional(z.string()), path: optional(z.string()) }))),
});
export type RootFolder = z.output<typeof RootFolder>;

const ProfileQuality = z.object({
  /** of a group of qualities; a single one has its name in `quality` */
  name: optional(z.string()),
  quality: optional(z.object({ name: optional(z.string()) })),
  allowed: optional(z.boolean()),
});

export const QualityProfile = z.object({
  id: z.int(),
  name: optional(z.string()),
  upgradeAllowed: optional(z.boolean()),
  /** the best one last */
  items: optional(z.array(ProfileQuality)),
});
export type QualityProfile = z.output<typeof QualityProfile>;

export const Tag = z.object({ id: z.int(), label: optional(z.string()) });
export type Tag = z.output<typeof Tag>;

export const Command = z.object({
  id: z.int(),
  name: optional(z.string()),
  /** queued, started, completed, failed, aborted, cancelled or orphaned */
  status: optional(z.string()),
  message: optional(z.string()),
});
export type Command = z.output<typeof Command>;

export const Quality = z
  .object({ quality: optional(z.object({ name: optional(z.string()) })) })
  .transform(({ quality }) => quality?.name);

/** One download that an *arr waits for; each app adds what it is of. Sizes in bytes. */
export const queueRecordFields = {
  id: z.int(),
  title: optional(z.string()),
  size: optional(z.number()),
  sizeleft: optional(z.number()),
  timeleft: optional(z.string()),
  estimatedCompletionTime: optional(z.string()),
  added: optional(z.string()),
  /** what the download client says */
  status: optional(z.string()),
  /** ok, warning or error */
  trackedDownloadStatus: optional(z.string()),
  /** downloading, importPending, importBlocked, … */
  trackedDownloadState: optional(z.string()),
  statusMessages: optional(z.array(z.object({ title: optional(z.string()), messages: optional(z.array(z.string())) }))),
  errorMessage: optional(z.string()),
  downloadId: optional(z.string()),
  protocol: optional(z.string()),
  downloadClient: optional(z.string()),
  indexer: optional(z.string()),
  outputPath: optional(z.string()),
  quality: optional(Quality),
};

/** The same whatever it is of. */
export const QueueItem = z.object(queueRecordFields);
export type QueueItem = z.output<typeof QueueItem>;

/** With the series or the movie that it is of. */
export const QueueItemOf = QueueItem.extend({ seriesId: optional(z.int()), movieId: optional(z.int()) });
export type QueueItemOf = z.output<typeof QueueItemOf>;

/** What happened once. There is more in `data`: the addresses of releases, with the keys of their indexers. */
export const historyRecordFields = {
  id: z.int(),
  sourceTitle: optional(z.string()),
  date: optional(z.string()),
  eventType: optional(z.string()),
  downloadId: optional(z.string()),
  quality: optional(Quality),
  data: optional(
    z.object({
      indexer: optional(z.string()),
      downloadClientName: optional(z.string()),
      reason: optional(z.string()),
      message: optional(z.string()),
    }),
  ),
};

/** The same whatever it happened to. */
export const HistoryEvent = z.object(historyRecordFields);
export type HistoryEvent = z.output<typeof HistoryEvent>;

/** One page of a paged resource. */
export function pageOf<Schema extends z.ZodType>(record: Schema) {
  return z.object({ page: z.int(), pageSize: z.int(), totalRecords: z.int(), records: z.array(record) });
}

/** A release that an indexer offers. Size in bytes, age in hours. */
export const releaseFields = {
  guid: z.string(),
  indexerId: z.int(),
  indexer: optional(z.string()),
  title: optional(z.string()),
  size: optional(z.number()),
  ageHours: optional(z.number()),
  protocol: optional(z.string()),
  seeders: optional(z.int()),
  leechers: optional(z.int()),
  quality: optional(Quality),
  customFormatScore: optional(z.number()),
  rejected: optional(z.boolean()),
  rejections: optional(z.array(z.string())),
  downloadAllowed: optional(z.boolean()),
};

/** A download client, indexer or notification as it is set up; `fields` holds its address and its secrets. */
export const Provider = z.object({
  id: z.int(),
  name: optional(z.string()),
  implementation: optional(z.string()),
  implementationName: optional(z.string()),
  enable: optional(z.boolean()),
  protocol: optional(z.string()),
  priority: optional(z.number()),
  fields: optional(z.array(z.object({ name: optional(z.string()), value: z.unknown().optional() }))),
});
export type Provider = z.output<typeof Provider>;

/** The result of a provider's own test; the service answers with status 400 when one failed. */
export const ProviderTest = z.object({
  id: z.int(),
  isValid: z.boolean(),
  validationFailures: optional(
    z.array(z.object({ propertyName: optional(z.string()), errorMessage: optional(z.string()) })),
  ),
});
export type ProviderTest = z.output<typeof ProviderTest>;
