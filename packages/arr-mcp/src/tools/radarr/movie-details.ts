import { toPlainText } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import type { QualityProfile, Tag } from '../../services/arr/arr-schemas.ts';
import type { Movie } from '../../services/radarr/movie-schemas.ts';
import { shortLine } from '../arr/short-line.ts';
import { movieFields, releaseDateFields, toMovieFields, toReleaseDates } from './movie-fields.ts';
import { movieFileFields, toMovieFileFields } from './movie-file-fields.ts';

const maxOverview = 1000;

/** All that is shown of one movie. */
export const MovieDetails = z.object({
  ...movieFields,
  ...releaseDateFields,
  imdb_id: z.string().optional(),
  available: z.boolean().optional(),
  minimum_availability: z.string().optional(),
  quality_profile: z.string().optional(),
  quality_profile_id: z.int().optional(),
  path: z.string().optional(),
  tags: z.array(z.string()).optional(),
  collection: z.string().optional(),
  studio: z.string().optional(),
  genres: z.array(z.string()).optional(),
  runtime_seconds: z.number().optional(),
  rating: z.number().optional(),
  last_search: z.string().optional(),
  overview: z.string().optional(),
  file: z.object(movieFileFields).optional(),
});

export interface Names {
  readonly profiles: readonly QualityProfile[];
  readonly tags: readonly Tag[];
}

export function toMovieDetails(movie: Movie, { profiles, tags }: Names) {
  const { overview = '', genres = [], movieFile } = movie;
  const labels = tags.filter(({ id }) => movie.tags?.includes(id)).flatMap(({ label }) => label ?? []);
  return {
    ...toMovieFields(movie),
    ...toReleaseDates(movie),
    imdb_id: movie.imdbId,
    available: movie.isAvailable,
    minimum_availability: movie.minimumAvailability,
    quality_profile: profiles.find(({ id }) => id === movie.qualityProfileId)?.name,
    quality_profile_id: movie.qualityProfileId,
    path: movie.path,
    tags: labels.length === 0 ? undefined : labels,
    collection: shortLine(movie.collection?.title),
    studio: shortLine(movie.studio),
    genres: genres.length === 0 ? undefined : genres.slice(0, 10).map((genre) => shortLine(genre, 40) ?? ''),
    runtime_seconds: (movie.runtime ?? 0) * 60 || undefined,
    rating: ratingOf(movie),
    last_search: movie.lastSearchTime,
    overview: toPlainText(overview).slice(0, maxOverview) || undefined,
    file: movieFile === undefined ? undefined : toMovieFileFields(movieFile),
  };
}

/** 0 to 10, by IMDb or else by TMDB. */
export function ratingOf({ ratings }: Pick<Movie, 'ratings'>): number | undefined {
  const rating = ratings?.imdb?.value ?? ratings?.tmdb?.value;
  return rating === 0 ? undefined : rating;
}
