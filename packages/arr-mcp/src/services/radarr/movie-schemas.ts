import { z } from 'zod';

import { Quality } from '../arr/arr-schemas.ts';
import { optional } from '../optional.ts';

// Only fields that we use are named: the others are dropped as they are read.

/** The names of languages or formats. */
export const Names = optional(
  z.array(z.object({ name: optional(z.string()) })).transform((all) => all.flatMap(({ name }) => name ?? [])),
);

/** Size in bytes. */
export const MovieFile = z.object({
  id: z.int(),
  movieId: optional(z.int()),
  relativePath: optional(z.string()),
  path: optional(z.string()),
  size: optional(z.number()),
  dateAdded: optional(z.string()),
  quality: optional(Quality),
  releaseGroup: optional(z.string()),
  edition: optional(z.string()),
  languages: Names,
  customFormatScore: optional(z.number()),
  qualityCutoffNotMet: optional(z.boolean()),
  mediaInfo: optional(
    z.object({
      videoCodec: optional(z.string()),
      audioCodec: optional(z.string()),
      resolution: optional(z.string()),
      videoDynamicRangeType: optional(z.string()),
      subtitles: optional(z.string()),
    }),
  ),
});
export type MovieFile = z.output<typeof MovieFile>;

/** One movie of the whole list. Size in bytes, running time in minutes. */
export const MovieRow = z.object({
  id: z.int(),
  title: optional(z.string()),
  sortTitle: optional(z.string()),
  year: optional(z.int()),
  tmdbId: optional(z.int()),
  imdbId: optional(z.string()),
  /** tba, announced, inCinemas, released or deleted */
  status: optional(z.string()),
  monitored: optional(z.boolean()),
  hasFile: optional(z.boolean()),
  isAvailable: optional(z.boolean()),
  minimumAvailability: optional(z.string()),
  qualityProfileId: optional(z.int()),
  path: optional(z.string()),
  sizeOnDisk: optional(z.number()),
  added: optional(z.string()),
  inCinemas: optional(z.string()),
  digitalRelease: optional(z.string()),
  physicalRelease: optional(z.string()),
  runtime: optional(z.number()),
  movieFile: optional(z.object({ quality: optional(Quality) })),
});
export type MovieRow = z.output<typeof MovieRow>;

const Rating = optional(z.object({ value: optional(z.number()) }));

const detailFields = {
  overview: optional(z.string()),
  genres: optional(z.array(z.string())),
  studio: optional(z.string()),
  ratings: optional(z.object({ imdb: Rating, tmdb: Rating })),
  collection: optional(z.object({ title: optional(z.string()), tmdbId: optional(z.int()) })),
};

/** One movie, with all that is shown of it. */
export const Movie = MovieRow.extend({
  ...detailFields,
  tags: optional(z.array(z.int())),
  lastSearchTime: optional(z.string()),
  movieFile: optional(MovieFile),
});
export type Movie = z.output<typeof Movie>;

/** A movie as a lookup finds it; one of the library comes with its id. */
export const FoundMovie = MovieRow.extend({ ...detailFields, id: optional(z.int()) });
export type FoundMovie = z.output<typeof FoundMovie>;

/** A whole record that is sent back: everything it holds is kept, also what we do not know. */
export const MovieRecord = z.looseObject({
  id: optional(z.int()),
  title: optional(z.string()),
  year: optional(z.int()),
  path: optional(z.string()),
});
export type MovieRecord = z.output<typeof MovieRecord>;

export const Collection = z.object({
  id: z.int(),
  title: optional(z.string()),
  tmdbId: optional(z.int()),
  monitored: optional(z.boolean()),
  movies: optional(
    z.array(
      z.object({
        tmdbId: z.int(),
        title: optional(z.string()),
        year: optional(z.int()),
        status: optional(z.string()),
        isExisting: optional(z.boolean()),
        isExcluded: optional(z.boolean()),
      }),
    ),
  ),
});
export type Collection = z.output<typeof Collection>;

/** A movie that import lists may not add. */
export const Exclusion = z.object({ id: z.int(), tmdbId: optional(z.int()) });
export type Exclusion = z.output<typeof Exclusion>;
