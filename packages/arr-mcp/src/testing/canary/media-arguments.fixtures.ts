import type { Arguments, Surroundings } from './surroundings.ts';

const none: readonly object[] = [{}];
const movies = { library: '1' };
const movie = { item: '1' };
const show = { item: '5', detail: 'detailed' };
const player = { client: 'demo-player-1' };
const playlist = { playlist: '138' };
const collection = { collection: '137' };

/** Of Plex and Trakt. */
export const mediaArguments: Readonly<Record<string, Arguments>> = {
  plex_get_history: [{ limit: 20 }, { user: '4000101', limit: 5 }],
  plex_get_item: [{ ...movie, detail: 'detailed' }, show],
  plex_get_libraries: none,
  plex_get_library_items: [
    { ...movies, filters: { year: 2021 } },
    { library: '2', watched: false, limit: 20 },
  ],
  plex_get_on_deck: [{}, { user: '4000101' }],
  plex_get_recently_added: none,
  plex_get_sessions: none,
  plex_refresh_library: [movies],
  plex_search: [{ query: 'harbour' }],

  plex_delete_item: [{ item: '4' }],
  plex_edit_item: ({ canaries }) => [{ ...movie, changes: { summary: image(canaries.at('argument: summary')) } }],
  plex_get_artwork: [movie, { ...movie, type: 'background' }],
  plex_get_library: [movies],
  plex_get_library_stats: [movies],
  plex_list_artwork: [movie],
  plex_set_artwork: async ({ canaries, ask }) => [
    { ...movie, image: image(canaries.at('argument: image of an item')) },
    { ...movie, image: String(await lastOf(ask, { tool: 'plex_list_artwork', args: movie, name: 'artwork_id' })) },
  ],
  plex_set_watched: [{ ...movie, watched: true }],

  plex_add_to_collection: [{ ...collection, items: ['3'] }],
  plex_add_to_playlist: [{ ...playlist, items: ['3'] }],
  plex_copy_playlist: [{ ...playlist, user: '4000101' }],
  plex_create_collection: [{ ...movies, title: 'Of the canary', items: ['1', '2'] }],
  plex_create_playlist: [{ title: 'Of the canary', items: ['1', '2'] }],
  plex_delete_collection: async ({ ask }) => [
    { collection: String(await lastOf(ask, { tool: 'plex_list_collections', args: movies, name: 'id' })) },
  ],
  plex_delete_playlist: async ({ ask }) => [
    { playlist: String(await lastOf(ask, { tool: 'plex_list_playlists', args: {}, name: 'id' })) },
  ],
  plex_edit_collection: ({ canaries }) => [
    { ...collection, changes: { poster: image(canaries.at('argument: poster of a collection')) } },
  ],
  plex_edit_playlist: ({ canaries }) => [
    { ...playlist, summary: 'Rain.', poster: image(canaries.at('argument: poster of a playlist')) },
  ],
  plex_get_collection: [collection],
  plex_get_playlist: [playlist],
  plex_list_collections: [{}, movies],
  plex_list_playlists: none,
  plex_remove_from_collection: [{ ...collection, items: ['3'] }],
  plex_remove_from_playlist: [{ ...playlist, items: ['3'] }],

  plex_clean_bundles: none,
  plex_empty_trash: [movies],
  plex_get_alerts: [{ seconds: 1 }],
  plex_get_bandwidth: [{ timespan: 'days' }],
  plex_get_continue_watching: none,
  plex_get_resources: none,
  plex_get_server_info: none,
  plex_get_server_logs: [{ lines: 200 }, { lines: 200, search: 'token' }, { list_files: true }],
  plex_get_user: [{ user: '4000101' }],
  plex_get_user_statistics: none,
  plex_list_butler_tasks: none,
  plex_list_users: none,
  plex_optimize_database: none,
  plex_run_butler_task: [{ task: 'BackupDatabase' }],

  plex_control_playback: [{ ...player, action: 'pause' }],
  plex_get_client: [player],
  plex_list_clients: none,
  plex_navigate_client: [{ ...player, action: 'down' }],
  plex_set_streams: [{ ...player, audio_stream_id: 101 }],
  plex_start_playback: [{ ...movie, ...player }],
  plex_stop_session: [{ session_id: 'demo-session-2', reason: 'Bedtime.' }],

  trakt_add_to_watchlist: [{ show: '550003' }],
  trakt_get_calendar: [{ days: 30 }],
  trakt_get_show_episodes: [{ show: '550001' }, { show: '550001', season: 1 }],
  trakt_get_show_progress: [{ show: '550001' }],
  trakt_get_trending_movies: none,
  trakt_get_trending_shows: none,
  trakt_get_watched_movies: none,
  trakt_get_watched_shows: none,
  trakt_get_watchlist: none,
  trakt_mark_watched: [{ movie: '540001' }, { episode_id: 5_500_001 }],
  trakt_remove_from_watchlist: [{ show: '550003' }],
  trakt_search_movies: [{ query: 'a' }],
  trakt_search_shows: [{ query: 'a' }],
  // Where nobody is signed in yet: the code, and then the tokens.
  trakt_sign_in: [{}, { instance: 'trakt-stored' }, { instance: 'trakt-stored' }],
};

function image(secret: string): string {
  return `https://images.test/poster.jpg?X-Plex-Token=${secret}`;
}

interface Wanted {
  readonly tool: string;
  readonly args: object;
  readonly name: string;
}

/** A field of the last item that another tool lists. */
async function lastOf(ask: Surroundings['ask'], { tool, args, name }: Wanted): Promise<unknown> {
  const { content } = await ask(tool, { instance: 'plex', ...args });
  const items = (content['items'] ?? []) as readonly Readonly<Record<string, unknown>>[];
  return items.at(-1)?.[name];
}
