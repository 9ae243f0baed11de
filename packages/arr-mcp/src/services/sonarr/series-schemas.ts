import { z } from 'zod';

import { optional } from '../optional.ts';

// A library of 5,000 series is 40 MB: what is not named here is dropped as it is read. Fields of the list may be absent,
// but only those that Sonarr's description calls nullable are looked at for null, which takes four times as long.

/** Sizes in bytes; percent 0 to 100 of the episodes that should be there. */
export const SeriesStatistics = z.object({
  seasonCount: z.int().optional(),
  episodeCount: z.int().optional(),
  episodeFileCount: z.int().optional(),
  totalEpisodeCount: z.int().optional(),
  sizeOnDisk: z.number().optional(),
  percentOfEpisodes: z.number().optional(),
});

/** One series of the whole list. */
export const SeriesRow = z.object({
  id: z.int(),
  title: optional(z.string()),
  sortTitle: optional(z.string()),
  year: z.int().optional(),
  /** continuing, ended, upcoming or deleted */
  status: z.string().optional(),
  monitored: z.boolean().optional(),
  added: z.string().optional(),
  nextAiring: optional(z.string()),
  path: optional(z.string()),
  statistics: SeriesStatistics.optional(),
});
export type SeriesRow = z.output<typeof SeriesRow>;

/** One series of the whole list with what other databases know it by, and no more than finding it takes. */
export const SeriesIdentity = SeriesRow.pick({
  id: true,
  title: true,
  year: true,
  status: true,
  monitored: true,
  statistics: true,
}).extend({ tvdbId: z.int().optional(), tmdbId: z.int().optional(), imdbId: optional(z.string()) });
export type SeriesIdentity = z.output<typeof SeriesIdentity>;

export const Season = z.object({
  seasonNumber: optional(z.int()),
  monitored: optional(z.boolean()),
  statistics: optional(SeriesStatistics),
});

const detailFields = {
  tvdbId: optional(z.int()),
  network: optional(z.string()),
  overview: optional(z.string()),
  genres: optional(z.array(z.string())),
  runtime: optional(z.number()),
  seriesType: optional(z.string()),
  imdbId: optional(z.string()),
  seasons: optional(z.array(Season)),
};

/** One series, with all that is shown of it. */
export const Series = SeriesRow.extend({
  ...detailFields,
  previousAiring: optional(z.string()),
  qualityProfileId: optional(z.int()),
  seasonFolder: optional(z.boolean()),
  tags: optional(z.array(z.int())),
});
export type Series = z.output<typeof Series>;

/** A series as a lookup finds it; one of the library comes with its id. */
export const FoundSeries = SeriesRow.extend({ ...detailFields, id: optional(z.int()) });
export type FoundSeries = z.output<typeof FoundSeries>;

/** A whole record that is sent back: everything it holds is kept, also what we do not know. */
export const SeriesRecord = z.looseObject({
  id: optional(z.int()),
  title: optional(z.string()),
  seasons: optional(z.array(z.looseObject({ seasonNumber: optional(z.int()), monitored: optional(z.boolean()) }))),
});
export type SeriesRecord = z.output<typeof SeriesRecord>;
