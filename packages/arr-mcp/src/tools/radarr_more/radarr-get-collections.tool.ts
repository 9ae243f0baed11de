import { z } from 'zod';

import type { Collection } from '../../services/radarr/movie-schemas.ts';
import { READ } from '../annotations.ts';
import { shortLine } from '../arr/short-line.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';

const mostShown = 20;

const CollectionRow = z.object({
  instance: z.string().optional(),
  title: z.string().optional(),
  tmdb_id: z.int().optional(),
  monitored: z.boolean().optional(),
  movies: z.int(),
  in_library: z.int(),
  missing: z.array(z.object({ tmdb_id: z.int(), title: z.string().optional(), year: z.int().optional() })).optional(),
});

export default defineTool({
  name: 'radarr_get_collections',
  title: 'Movie collections',
  description: 'Collections, with the movies that the library lacks.',
  toolset: 'radarr_more',
  annotations: READ,
  input: z.object({
    incomplete: z.boolean().optional(),
    ...pageInput,
    ...instanceInput,
  }),
  output: z.object({ items: z.array(CollectionRow), ...pageOutput, ...instanceOutput }),
  async handler({ incomplete = false, instance, ...paging }, context) {
    const asked = await askInstances(context, { service: 'radarr', instance }, async (client) =>
      (await client.collections()).map(toRow).filter(({ missing }) => !incomplete || missing !== undefined),
    );
    const rows = joinAnswers(asked).toSorted((one, other) => (one.title ?? '').localeCompare(other.title ?? ''));
    return { ...page(rows, paging), unavailable: asked.unavailable };
  },
});

function toRow({ title, tmdbId, monitored, movies = [] }: Collection) {
  const missing = movies.filter(({ isExisting, isExcluded }) => isExisting !== true && isExcluded !== true);
  return {
    title: shortLine(title),
    tmdb_id: tmdbId,
    monitored,
    movies: movies.length,
    in_library: movies.filter(({ isExisting }) => isExisting === true).length,
    missing: missing.length === 0 ? undefined : missing.slice(0, mostShown).map(toMissing),
  };
}

function toMissing({ tmdbId, title, year }: NonNullable<Collection['movies']>[number]) {
  return { tmdb_id: tmdbId, title: shortLine(title), year: year === 0 ? undefined : year };
}
