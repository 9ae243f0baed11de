import { z } from 'zod';

import type { MovieRow } from '../../services/radarr/movie-schemas.ts';
import { READ } from '../annotations.ts';
import { compareNames } from '../arr/compare-names.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { movieFields, toMovieFields } from './movie-fields.ts';

const input = z.object({
  title: z.string().min(1).max(200).optional(),
  status: z.enum(['announced', 'inCinemas', 'released']).optional(),
  monitored: z.boolean().optional(),
  has_file: z.boolean().optional(),
  sort: z.enum(['title', 'year', 'added', 'size']).optional(),
  order: z.enum(['asc', 'desc']).optional(),
  ...pageInput,
  ...instanceInput,
});

export default defineTool({
  name: 'radarr_get_all_movies',
  title: 'Movies',
  description: 'Lists the movies of the library, filtered and sorted.',
  toolset: 'radarr',
  starred: true,
  annotations: READ,
  input,
  output: z.object({ items: z.array(z.object(movieFields)), ...pageOutput, ...instanceOutput }),
  async handler({ sort = 'title', order, ...args }, context) {
    const asked = await askInstances(context, { service: 'radarr', instance: args.instance }, async (client) =>
      (await client.listMovies()).filter((movie) => isWanted(movie, args)),
    );
    const movies = joinAnswers(asked).toSorted((one, other) => compare(keys[sort](one), keys[sort](other)));
    const sorted = order === 'desc' ? movies.toReversed() : movies;
    const rows = sorted.map((movie) => ({ instance: movie.instance, ...toMovieFields(movie) }));
    return { ...page(rows, args), unavailable: asked.unavailable };
  },
});

type Filter = Pick<z.output<typeof input>, 'title' | 'status' | 'monitored' | 'has_file'>;

function isWanted(movie: MovieRow, { title, status, monitored, has_file: hasFile }: Filter): boolean {
  return (
    (title === undefined || (movie.title ?? '').toLowerCase().includes(title.toLowerCase())) &&
    (status === undefined || movie.status === status) &&
    (monitored === undefined || movie.monitored === monitored) &&
    (hasFile === undefined || (movie.hasFile ?? movie.movieFile !== undefined) === hasFile)
  );
}

const keys = {
  title: ({ sortTitle, title }: MovieRow) => sortTitle ?? title ?? '',
  year: ({ year }: MovieRow) => year ?? 0,
  added: ({ added }: MovieRow) => added ?? '',
  size: ({ sizeOnDisk }: MovieRow) => sizeOnDisk ?? 0,
} as const;

function compare(one: string | number, other: string | number): number {
  return typeof one === 'number' && typeof other === 'number' ? one - other : compareNames(String(one), String(other));
}
