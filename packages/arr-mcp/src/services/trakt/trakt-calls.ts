import { type ServiceCall, defineCalls } from '../service-call.ts';

/** What Trakt says with these is told in its own words: who may not, and whose list or account is at its end. */
const explained = [401, 403, 420, 423, 426] as const;
/** 400 stands for "not yet" and for refusals, each of which says which in its answer. */
const oauthAnswers = [400, 401, 403] as const;
const deviceAnswers = [400, 404, 409, 410, 418, 429] as const;

const pages = { page: 'number', limit: 'number' } as const;
const full = { extended: ['full'] } as const;

function reads<const Path extends string, const Query extends NonNullable<ServiceCall['query']>>(
  path: Path,
  query: Query,
) {
  return { method: 'GET', path, query, alsoAccepts: explained } as const;
}

function writes<const Path extends string, const Body extends NonNullable<ServiceCall['body']>>(
  path: Path,
  body: Body,
) {
  return { method: 'POST', path, body, alsoAccepts: explained } as const;
}

/** The calls of Trakt's API, version 2. */
export const traktCalls = defineCalls({
  watched: reads('/sync/watched/{type}', { ...pages, extended: ['progress'] }),
  watchlist: reads('/sync/watchlist/{type}/{sort_by}/{sort_how}', { ...pages, ...full }),
  search: reads('/search/{type}', { ...pages, ...full, query: 'text', fields: ['title,aliases'] }),
  searchExact: reads('/search/{type}/exact', { ...pages, ...full, query: 'text' }),
  trendingShows: reads('/shows/trending', { ...pages, ...full }),
  trendingMovies: reads('/movies/trending', { ...pages, ...full }),
  show: reads('/shows/{id}', full),
  movie: reads('/movies/{id}', full),
  seasons: reads('/shows/{id}/seasons', { extended: ['episodes'] }),
  season: reads('/shows/{id}/seasons/{season}', full),
  progress: reads('/shows/{id}/progress/watched', { specials: 'flag', count_specials: 'flag' }),
  showCalendar: reads('/calendars/{target}/shows/{start_date}/{days}', {}),
  movieCalendar: reads('/calendars/{target}/movies/{start_date}/{days}', {}),
  settings: reads('/users/settings', {}),
  genres: reads('/genres/{type}', {}),
  // Adding twice is adding once, other than in the history.
  addToWatchlist: { ...writes('/sync/watchlist', { shows: 'list', movies: 'list' }), isRead: true },
  removeFromWatchlist: { ...writes('/sync/watchlist/remove', { shows: 'list', movies: 'list' }), isRead: true },
  addToHistory: writes('/sync/history', { episodes: 'list', movies: 'list' }),
  refresh: {
    ...writes('/oauth/token', {
      refresh_token: 'text',
      client_id: 'text',
      client_secret: 'text',
      redirect_uri: 'text',
      grant_type: ['refresh_token'],
    }),
    alsoAccepts: oauthAnswers,
  },
  deviceCode: { ...writes('/oauth/device/code', { client_id: 'text' }), alsoAccepts: oauthAnswers },
  deviceToken: {
    ...writes('/oauth/device/token', { code: 'text', client_id: 'text', client_secret: 'text' }),
    alsoAccepts: [...deviceAnswers, 401, 403],
  },
});
