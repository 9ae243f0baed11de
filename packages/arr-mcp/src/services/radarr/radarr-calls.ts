import { arrCalls, arrLibraryCalls } from '../arr/arr-calls.ts';
import { defineCalls } from '../service-call.ts';

const api = '/api/v3';

/** From when on Radarr takes a movie for available. */
export const minimumAvailabilities = ['announced', 'inCinemas', 'released'] as const;
export type MinimumAvailability = (typeof minimumAvailabilities)[number];

const upstreamPage = {
  page: 'number',
  pageSize: 'number',
  sortKey: 'text',
  sortDirection: ['ascending', 'descending'],
} as const;

const settings = {
  qualityProfileId: 'number',
  rootFolderPath: 'text',
  monitored: 'flag',
  minimumAvailability: minimumAvailabilities,
  tags: 'list',
} as const;

const ownCalls = defineCalls({
  listMovies: { method: 'GET', path: `${api}/movie`, query: { excludeLocalCovers: 'flag' } },
  oneMovie: { method: 'GET', path: `${api}/movie/{id}` },
  lookup: { method: 'GET', path: `${api}/movie/lookup`, query: { term: 'text' }, isSlow: true },
  addMovie: { method: 'POST', path: `${api}/movie`, body: { ...settings, addOptions: 'object' }, isSlow: true },
  updateMovie: {
    method: 'PUT',
    path: `${api}/movie/{id}`,
    query: { moveFiles: 'flag' },
    body: { ...settings, path: 'text' },
  },
  deleteMovie: {
    method: 'DELETE',
    path: `${api}/movie/{id}`,
    query: { deleteFiles: 'flag', addImportExclusion: 'flag' },
    isSlow: true,
  },
  movieFiles: { method: 'GET', path: `${api}/moviefile`, query: { movieId: 'list' } },
  oneMovieFile: { method: 'GET', path: `${api}/moviefile/{id}` },
  deleteMovieFile: { method: 'DELETE', path: `${api}/moviefile/{id}`, isSlow: true },
  calendar: { method: 'GET', path: `${api}/calendar`, query: { start: 'text', end: 'text', unmonitored: 'flag' } },
  queue: {
    method: 'GET',
    path: `${api}/queue`,
    query: { ...upstreamPage, includeUnknownMovieItems: 'flag', includeMovie: 'flag' },
  },
  history: {
    method: 'GET',
    path: `${api}/history`,
    query: { ...upstreamPage, movieIds: 'list', eventType: 'list', includeMovie: 'flag' },
  },
  missing: { method: 'GET', path: `${api}/wanted/missing`, query: { ...upstreamPage, monitored: 'flag' } },
  collections: { method: 'GET', path: `${api}/collection` },
  exclusions: { method: 'GET', path: `${api}/exclusions` },
  releases: { method: 'GET', path: `${api}/release`, query: { movieId: 'number' }, isSlow: true },
  manualImport: {
    method: 'GET',
    path: `${api}/manualimport`,
    query: { folder: 'text', downloadId: 'text', filterExistingFiles: 'flag' },
    isSlow: true,
  },
});

/** Every call that the client sends. */
export const radarrCalls = { ...arrCalls('v3'), ...arrLibraryCalls('v3'), ...ownCalls };
