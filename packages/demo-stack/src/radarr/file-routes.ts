import { Hono } from 'hono';

import { missing } from '../arr/missing.ts';
import type { MovieLibrary } from './movie-library.ts';
import { idOf } from './movie-routes.ts';

/** The files of movies. */
export function fileRoutes(library: MovieLibrary): Hono {
  const routes = new Hono();
  routes.get('/moviefile', (context) => {
    const movies = new Set(context.req.queries('movieId')?.map(Number));
    const files = new Set(context.req.queries('movieFileIds')?.map(Number));
    return context.json(library.files.filter(({ id, movieId }) => movies.has(movieId) || files.has(id)));
  });
  routes.get('/moviefile/:id{[0-9]+}', (context) => {
    const found = library.files.find(({ id }) => id === idOf(context));
    return found === undefined ? missing(context, 'MovieFile', idOf(context)) : context.json(found);
  });
  routes.delete('/moviefile/:id{[0-9]+}', (context) => {
    const found = library.files.find(({ id }) => id === idOf(context));
    if (found === undefined) return missing(context, 'MovieFile', idOf(context));
    library.files = library.files.filter(({ id }) => id !== found.id);
    const movie = library.find(found.movieId);
    if (movie !== undefined) library.note('movieFileDeleted', movie, { reason: 'Manual' });
    return context.json({});
  });
  return routes;
}
