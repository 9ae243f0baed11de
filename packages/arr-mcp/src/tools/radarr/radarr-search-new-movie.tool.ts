import { z } from 'zod';

import type { FoundMovie } from '../../services/radarr/movie-schemas.ts';
import { READ } from '../annotations.ts';
import { shortLine } from '../arr/short-line.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { ratingOf } from './movie-details.ts';
import { toYear } from './movie-fields.ts';

const FoundRow = z.object({
  instance: z.string().optional(),
  tmdb_id: z.int().optional(),
  imdb_id: z.string().optional(),
  title: z.string().optional(),
  year: z.int().optional(),
  status: z.string().optional(),
  rating: z.number().optional(),
  overview: z.string().optional(),
  in_library: z.boolean(),
  movie_id: z.int().optional(),
  /** import lists may not add it */
  excluded: z.boolean().optional(),
});

export default defineTool({
  name: 'radarr_search_new_movie',
  title: 'Find a movie to add',
  description: 'Finds movies to add, by title, tmdb:id or imdb:id.',
  toolset: 'radarr',
  starred: true,
  longRunning: true,
  annotations: READ,
  input: z.object({ term: z.string().min(1).max(200), ...pageInput, ...instanceInput }),
  output: z.object({ items: z.array(FoundRow), ...pageOutput, ...instanceOutput }),
  async handler({ term, instance, ...input }, context) {
    const asked = await askInstances(context, { service: 'radarr', instance }, async (client) => {
      const [found, exclusions] = await Promise.all([client.lookup(term), client.exclusions()]);
      const excluded = new Set(exclusions.map(({ tmdbId }) => tmdbId));
      return found.map((movie) => toFoundRow(movie, excluded.has(movie.tmdbId)));
    });
    return { ...page(joinAnswers(asked), input), unavailable: asked.unavailable };
  },
});

function toFoundRow(movie: FoundMovie, isExcluded: boolean) {
  const { id = 0 } = movie;
  return {
    tmdb_id: movie.tmdbId,
    imdb_id: movie.imdbId,
    title: shortLine(movie.title),
    year: toYear(movie.year),
    status: movie.status,
    rating: ratingOf(movie),
    overview: shortLine(movie.overview, 200),
    in_library: id > 0,
    movie_id: id > 0 ? id : undefined,
    excluded: isExcluded ? true : undefined,
  };
}
