import { type Context, Hono } from 'hono';

import type { ArrState, Resource } from '../arr/arr-state.ts';
import { missing } from '../arr/missing.ts';
import type { DemoMovie } from '../world/library.ts';
import type { MovieLibrary } from './movie-library.ts';
import { type MovieEntry, folderOf, toLookupRecord } from './movie-records.ts';

// What is asked comes from clients whose calls are held to the same API description, so bodies are taken at their word.

/** The library: finding, adding, changing and removing movies. */
export function movieRoutes(library: MovieLibrary, state: ArrState): Hono {
  const routes = new Hono();
  routes.get('/movie', (context) => {
    const tmdbId = context.req.query('tmdbId');
    const movies = library.movies.filter((movie) => tmdbId === undefined || String(movie.tmdbId) === tmdbId);
    return context.json(movies.map((movie) => library.resource(movie)));
  });
  routes.get('/movie/lookup', (context) => context.json(lookup(library, context.req.query('term') ?? '')));
  routes.post('/movie', async (context) => add(context, library, state));
  routes.get('/movie/:id{[0-9]+}', (context) => {
    const found = library.find(idOf(context));
    return found === undefined ? missing(context, 'Movie', idOf(context)) : context.json(library.resource(found));
  });
  routes.put('/movie/:id{[0-9]+}', async (context) => change(context, library));
  routes.delete('/movie/:id{[0-9]+}', (context) => remove(context, library, state));
  return routes;
}

export function idOf(context: Context): number {
  return Number(context.req.param('id'));
}

function lookup({ world, movies }: MovieLibrary, term: string): Resource[] {
  const [, source, value] = /^(tmdb|imdb):\s*(\S+)$/.exec(term.trim()) ?? [];
  const isMeant = ({ tmdbId, imdbId, title }: DemoMovie): boolean => {
    if (source === undefined) return title.toLowerCase().includes(term.trim().toLowerCase());
    return value === (source === 'tmdb' ? String(tmdbId) : imdbId);
  };
  return world.movies.filter(isMeant).map((known) => {
    const found = movies.find(({ tmdbId }) => tmdbId === known.tmdbId);
    return { ...toLookupRecord(known, world.now()), ...(found === undefined ? {} : { id: found.id }) };
  });
}

async function add(context: Context, library: MovieLibrary, state: ArrState): Promise<Response> {
  const body = await context.req.json<Partial<MovieEntry>>();
  const known = library.world.movies.find(({ tmdbId }) => tmdbId === body.tmdbId);
  const root = state.rootFolders.find(({ path }) => path === body['rootFolderPath']);
  const isThere = library.movies.some(({ tmdbId }) => tmdbId === body.tmdbId);
  if (isThere) return refuse(context, 'TmdbId', 'This movie has already been added');
  if (root === undefined) return refuse(context, 'RootFolderPath', "Root folder path doesn't exist");
  if (!state.profiles.some(({ id }) => id === body.qualityProfileId)) {
    return refuse(context, 'QualityProfileId', 'Quality Profile does not exist');
  }
  if (known === undefined) return refuse(context, 'TmdbId', 'A movie with this ID was not found.');
  const { qualityProfileId, monitored, minimumAvailability, tags, rootFolderPath, addOptions } = body;
  const settings = { qualityProfileId, monitored, minimumAvailability, tags, rootFolderPath, addOptions };
  const movie = library.add(known, { ...settings, path: `${root.path}/${folderOf(known)}` });
  return context.json(library.resource(movie), 201);
}

function refuse(context: Context, propertyName: string, errorMessage: string): Response {
  return context.json([{ propertyName, errorMessage, severity: 'error' }], 400);
}

async function change(context: Context, library: MovieLibrary): Promise<Response> {
  const found = library.find(idOf(context));
  if (found === undefined) return missing(context, 'Movie', idOf(context));
  const body = await context.req.json<Resource>();
  const { movieFile: _file, statistics: _statistics, ...given } = body;
  const record = { ...found, ...given, id: found.id };
  library.replace(record);
  if (context.req.query('moveFiles') === 'true') moveFiles(library, record);
  return context.json(library.resource(record), 202);
}

function moveFiles(library: MovieLibrary, { id, path }: MovieEntry): void {
  library.files = library.files.map((file) =>
    file.movieId === id ? { ...file, path: `${path}/${file.relativePath}` } : file,
  );
}

function remove(context: Context, library: MovieLibrary, state: ArrState): Response {
  const found = library.find(idOf(context));
  if (found === undefined) return missing(context, 'Movie', idOf(context));
  library.remove(found.id);
  state.queue = state.queue.filter(
    ({ download: { subject } }) => subject.kind !== 'movie' || subject.tmdbId !== found.tmdbId,
  );
  if (context.req.query('addImportExclusion') === 'true') {
    const { tmdbId, title, year } = found;
    library.exclusions.push({ id: library.nextId('exclusion'), tmdbId, movieTitle: title, movieYear: year });
  }
  return context.json({});
}
