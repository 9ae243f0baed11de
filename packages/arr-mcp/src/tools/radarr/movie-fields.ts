import { z } from 'zod';

import type { MovieRow } from '../../services/radarr/movie-schemas.ts';
import { shortLine } from '../arr/short-line.ts';

/** What a record of something else is of. */
export const ofMovieFields = {
  movie: z.string().optional(),
  movie_id: z.int().optional(),
  year: z.int().optional(),
};

interface NamedMovie {
  readonly id?: number | undefined;
  readonly title?: string | undefined;
  readonly year?: number | undefined;
}

export function toOfMovie({ id, title, year }: NamedMovie) {
  return { movie: shortLine(title), movie_id: id, year: toYear(year) };
}

/** What names a movie. */
export const movieNameFields = {
  id: z.int(),
  title: z.string().optional(),
  year: z.int().optional(),
};

export function toMovieName({ id, title, year }: NamedMovie & { readonly id: number }) {
  return { id, title: shortLine(title), year: toYear(year) };
}

/** 0 stands for a year that is not known yet. */
export function toYear(year: number | undefined): number | undefined {
  return year === 0 ? undefined : year;
}

/** .NET's first moment stands for none. */
function toTime(time: string | undefined): string | undefined {
  return time === undefined || time.startsWith('0001-01-01') ? undefined : time;
}

/** Of each movie of the library. */
export const movieFields = {
  instance: z.string().optional(),
  ...movieNameFields,
  tmdb_id: z.int().optional(),
  /** tba, announced, inCinemas, released or deleted */
  status: z.string().optional(),
  monitored: z.boolean().optional(),
  has_file: z.boolean().optional(),
  quality: z.string().optional(),
  size_bytes: z.number().optional(),
  added_at: z.string().optional(),
};

export function toMovieFields(movie: MovieRow) {
  const { tmdbId, status, monitored, hasFile, movieFile, sizeOnDisk, added } = movie;
  return {
    ...toMovieName(movie),
    tmdb_id: tmdbId,
    status,
    monitored,
    has_file: hasFile ?? movieFile !== undefined,
    quality: movieFile?.quality,
    size_bytes: sizeOnDisk === 0 ? undefined : sizeOnDisk,
    added_at: toTime(added),
  };
}

/** When a movie comes where. */
export const releaseDateFields = {
  in_cinemas: z.string().optional(),
  digital_release: z.string().optional(),
  physical_release: z.string().optional(),
};

export function toReleaseDates({ inCinemas, digitalRelease, physicalRelease }: MovieRow) {
  return { in_cinemas: inCinemas, digital_release: digitalRelease, physical_release: physicalRelease };
}
