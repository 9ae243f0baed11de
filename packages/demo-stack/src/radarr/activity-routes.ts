import { Hono } from 'hono';

import type { Resource } from '../arr/arr-state.ts';
import { type SortKeys, toPaged } from '../arr/paged.ts';
import type { World } from '../world/world.ts';
import type { MovieLibrary } from './movie-library.ts';
import { type HistoryEntry, type MovieEntry, historyEvents, isAvailable } from './movie-records.ts';

/** What was, is missing and will be. */
export function activityRoutes(library: MovieLibrary): Hono {
  const routes = new Hono();
  routes.get('/calendar', ({ req, json }) => {
    const start = Date.parse(req.query('start') ?? '');
    const end = Date.parse(req.query('end') ?? '');
    const all = req.query('unmonitored') === 'true';
    const found = library.movies.filter(
      (movie) => (all || movie.monitored) && datesOf(movie).some((date) => date >= start && date <= end),
    );
    return json(found.map((movie) => library.resource(movie)));
  });
  routes.get('/wanted/missing', ({ req, json }) => {
    const query = new URL(req.url).searchParams;
    const wanted = library.movies.filter((movie) => isWanted(library, movie));
    const records = wanted.map((movie) => library.resource(movie));
    return json(toPaged(records, query, { keys: movieKeys, fallback: 'movieMetadata.sortTitle' }));
  });
  routes.get('/history', ({ req, json }) => {
    const query = new URL(req.url).searchParams;
    const found = library.history.filter((entry) => isAsked(entry, query));
    const records = found.map((entry) => withMovie(library, entry, query));
    return json(toPaged(records, query, { keys: historyKeys, fallback: 'date', descending: true }));
  });
  routes.get('/collection', ({ json }) => json(collections(library)));
  routes.get('/exclusions', ({ json }) => json(library.exclusions));
  return routes;
}

const movieKeys: SortKeys<Resource> = {
  'movieMetadata.sortTitle': ({ sortTitle }) => String(sortTitle),
  'movieMetadata.year': ({ year }) => Number(year),
};

// What happens in the same moment is told apart by its number.
const historyKeys: SortKeys<Resource> = {
  date: ({ date, id }) => `${String(date)} ${String(id).padStart(9, '0')}`,
};

function datesOf({ inCinemas, digitalRelease, physicalRelease }: MovieEntry): number[] {
  return [inCinemas, digitalRelease, physicalRelease].map((date) => Date.parse(date));
}

function isWanted(library: MovieLibrary, movie: MovieEntry): boolean {
  return movie.monitored && library.fileOf(movie.id) === undefined && isAvailable(movie, library.world.now());
}

function isAsked({ movieId, eventType }: HistoryEntry, query: URLSearchParams): boolean {
  const movies = query.getAll('movieIds');
  const events = query.getAll('eventType');
  const isMovie = movies.length === 0 || movies.includes(String(movieId));
  return isMovie && (events.length === 0 || events.includes(String(historyEvents[eventType])));
}

function withMovie(library: MovieLibrary, entry: HistoryEntry, query: URLSearchParams): Resource {
  const movie = library.find(entry.movieId);
  const isAskedFor = query.get('includeMovie') === 'true' && movie !== undefined;
  return isAskedFor ? { ...entry, movie: library.resource(movie) } : entry;
}

function collections(library: MovieLibrary): Resource[] {
  const { movies: known } = library.world;
  const ids = [...new Set(known.flatMap(({ collection }) => collection?.tmdbId ?? []))];
  return ids.map((tmdbId, index) => collectionOf(library, tmdbId, index + 1));
}

function collectionOf({ world, movies: owned }: MovieLibrary, tmdbId: number, id: number): Resource {
  const parts = world.movies.filter(({ collection }) => collection?.tmdbId === tmdbId);
  const title = parts[0]?.collection?.title ?? '';
  const movies = parts.map((part) => partOf(part, owned));
  return {
    id,
    title,
    sortTitle: title.toLowerCase(),
    tmdbId,
    images: [],
    overview: '',
    monitored: false,
    rootFolderPath: '/data/media/movies',
    qualityProfileId: 1,
    searchOnAdd: false,
    minimumAvailability: 'released',
    movies,
    missingMovies: movies.filter(({ isExisting }) => !isExisting).length,
    tags: [],
  };
}

function partOf({ tmdbId, imdbId, title, year, runtime, overview }: World['movies'][number], owned: MovieEntry[]) {
  const isExisting = owned.some((movie) => movie.tmdbId === tmdbId);
  return { tmdbId, imdbId, title, year, runtime, overview, images: [], genres: [], isExisting, isExcluded: false };
}
