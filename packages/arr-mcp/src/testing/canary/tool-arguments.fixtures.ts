import type { Canaries } from './canaries.ts';
import { mediaArguments } from './media-arguments.fixtures.ts';
import type { Arguments, Surroundings } from './surroundings.ts';

const none: readonly object[] = [{}];
const seriesOne = [{ series: 1 }];
const movieOne = [{ movie: 1 }];
const queueOne = [{ queue_id: 1001 }];
const unit = [{ unit: 'navidrome.service' }];
const sonarrContainer = [{ name: 'sonarr' }];
const media = [{ stack: 'media' }];
const job = [{ download: 'SABnzbd_nzo_demo0001' }];
const paths = [
  'stacks/media/compose.yaml',
  'stacks/media/.env',
  'services/sonarr/config.xml',
  'services/sonarr/config.xml.bak',
  'services/sonarr/sonarr.db',
  'services/sabnzbd/sabnzbd.ini',
  'services/qbittorrent/qBittorrent.conf',
  'services/plex/Preferences.xml',
  'services/bazarr/config.yaml',
  'services/seerr/settings.json',
  'services/gluetun/wg0.conf',
  'services/sonarr/logs/sonarr.txt',
  'media/notes.txt',
  'media/scripts/notify.sh',
  'logs/proxy.log',
  'data/credentials.json',
  'helper.sock.token',
];
const compose = `services:
  sonarr:
    image: lscr.io/linuxserver/sonarr:4.0.19
    environment:
      SONARR__AUTH__APIKEY: `;

const importable = [{ download_id: '00000000000000000000000000000000000000D2' }];

const torrents: Arguments = async ({ ask }) => [{ torrents: await hashes(ask) }];
const torrentOne: Arguments = async ({ ask }) => [{ torrents: (await hashes(ask)).slice(0, 1) }];

/** What every tool is called with, so that it reaches the secrets of what it reads and writes. */
export const toolArguments: Readonly<Record<string, Arguments>> = {
  call_read_tool: [{ name: 'container_inspect', arguments: { name: 'sonarr' } }],
  call_write_tool: [{ name: 'container_restart', arguments: { name: 'sonarr' } }],
  describe_tool: [{ name: 'credential_set' }],
  find_tools: [{ query: 'credentials' }],

  downloads_get: none,
  media_search: [{ query: 'the' }],
  job_cancel: async ({ ask }) => jobIds(ask),
  job_get: async ({ ask }) => jobIds(ask),
  job_list: none,
  overview_get: none,

  container_inspect: [
    { name: 'sonarr', detail: 'detailed' },
    { name: 'seerr', detail: 'detailed' },
    { name: 'navidrome', detail: 'detailed' },
  ],
  container_list: none,
  container_logs: [
    { name: 'sonarr', lines: 200 },
    { name: 'sonarr', lines: 200, grep: 'apikey' },
    { name: 'seerr', lines: 200 },
  ],
  container_remove: [{ name: 'seerr' }],
  container_restart: sonarrContainer,
  container_start: sonarrContainer,
  container_stats: sonarrContainer,
  container_stop: sonarrContainer,

  compose_read: media,
  compose_validate: ({ canaries }) => [
    { stack: 'media' },
    { stack: 'media', content: `${compose}${canaries.at('argument: content of compose_validate')}\n` },
    { stack: 'media', content: `services: [${canaries.at('argument: broken content of compose_validate')}\n: {` },
  ],
  compose_write: ({ canaries }) => [
    { stack: 'media', content: `${compose}${canaries.at('argument: content of compose_write')}\n` },
  ],
  stack_down: media,
  stack_get: media,
  stack_list: none,
  stack_pull: media,
  stack_restart: media,
  stack_up: media,

  quadlet_check: ({ canaries }) => [{ name: 'navidrome', kind: 'container', content: quadlet(canaries, 'check') }],
  quadlet_delete: [{ name: 'old', kind: 'container' }],
  quadlet_list: none,
  quadlet_read: [{ name: 'navidrome', kind: 'container' }],
  quadlet_write: ({ canaries }) => [{ name: 'navidrome', kind: 'container', content: quadlet(canaries, 'write') }],
  unit_list: none,
  unit_logs: [{ unit: 'navidrome.service', lines: 200 }],
  unit_reload: none,
  unit_restart: unit,
  unit_start: unit,
  unit_status: unit,
  unit_stop: unit,

  compose_to_quadlets: media,
  quadlets_install: [{ stack: 'media', action: 'install' }],
  quadlets_to_compose: [{ stack: 'media', from: 'staged' }],

  audit_list: [{ limit: 100 }],
  change_list: [{ limit: 100 }],
  change_revert: async ({ ask }) => [{ id: await text(ask, 'change_list', 'id') }],
  directory_list: ({ folder }) => [{}, { path: `${folder}/services/sonarr` }, { path: `${folder}/stacks/media` }],
  disk_usage: none,
  file_delete: ({ folder }) => [{ path: `${folder}/media/old-notes.txt` }],
  file_read: ({ folder }) => paths.map((path) => ({ path: `${folder}/${path}` })),
  file_write: ({ folder, canaries }) => [
    { path: `${folder}/media/notes.txt`, content: `password=${canaries.at('argument: content of file_write')}\n` },
  ],

  log_list: none,
  log_read: ({ folder }) => [
    { path: `${folder}/services/sonarr/logs/sonarr.txt`, lines: 200 },
    { path: `${folder}/logs/proxy.log`, lines: 200 },
  ],
  log_search: [{ query: 'failed' }, { query: 'apikey=[a-z0-9]', regex: true }, { query: 'passkey', context: 3 }],

  credential_delete: [{ service: 'plex-old' }, { service: 'radarr-4k' }, { service: 'radarr-5k' }],
  credential_list: none,
  credential_set: ({ canaries }) => [
    { service: 'plex-old', url: 'http://127.0.0.1:9', token: canaries.at('argument: token of credential_set') },
    { service: 'radarr-4k', url: 'http://127.0.0.1:9', api_key: canaries.at('argument: api_key of credential_set') },
    { service: 'radarr-5k', url: `http://harbour:${canaries.at('argument: url of credential_set')}@127.0.0.1:9` },
  ],
  inter_service_reachability: none,
  service_api_health: none,
  service_api_reachability: none,
  service_fix: ({ canaries }) => [
    { fix_type: 'config_key', service: 'sonarr', key: 'UrlBase', value: '/sonarr' },
    { fix_type: 'config_key', service: 'sonarr', key: 'ApiKey', value: canaries.at('argument: value of service_fix') },
    { fix_type: 'env_var', service: 'sonarr', stack: 'media', key: 'TZ', value: 'Etc/GMT' },
    { fix_type: 'env_var', service: 'seerr', stack: 'media', key: 'API_KEY', value: canaries.at('argument: variable') },
  ],
  service_health_report: none,
  service_scan: none,

  sonarr_add_series: [{ tvdb_id: 990_007, quality_profile: 'HD-1080p' }],
  sonarr_delete_queue_item: queueOne,
  sonarr_get_all_series: none,
  sonarr_get_calendar: [{ days: 30, past_days: 30 }],
  sonarr_get_episodes: seriesOne,
  sonarr_get_missing_episodes: none,
  sonarr_get_queue: [{ detail: 'detailed' }],
  sonarr_get_series: seriesOne,
  sonarr_search_episode: async ({ ask }) => [{ episode_id: await id(ask, 'sonarr_get_episodes', 'episode_id') }],
  sonarr_search_new_series: [{ term: 'a' }],
  sonarr_search_season: [{ series: 1, season: 1 }],
  sonarr_search_series: seriesOne,
  sonarr_delete_episode_files: async ({ ask }) => [
    { file_ids: [await id(ask, 'sonarr_get_episode_files', 'file_id')] },
  ],
  sonarr_delete_series: async ({ ask }) => [{ series: await id(ask, 'sonarr_get_all_series', 'id') }],
  sonarr_get_disk_space: none,
  sonarr_get_episode_files: seriesOne,
  sonarr_get_history: none,
  sonarr_get_manual_import: importable,
  sonarr_get_quality_profiles: none,
  sonarr_get_releases: [{ series: 1, season: 1 }],
  sonarr_get_root_folders: none,
  sonarr_get_statistics: none,
  sonarr_get_tags: none,
  sonarr_grab_release: async ({ ask }) => [{ release: await text(ask, 'sonarr_get_releases', 'release') }],
  sonarr_health_check: none,
  sonarr_refresh_series: seriesOne,
  sonarr_rescan_series: seriesOne,
  sonarr_rss_sync: none,
  sonarr_run_manual_import: async ({ ask }) => [
    { ...importable[0], files: [await text(ask, 'sonarr_get_manual_import', 'path')] },
  ],
  sonarr_set_monitored: [{ series: 1, seasons: [1], monitored: true }],
  sonarr_system_status: none,
  sonarr_update_series: [{ series: 1, season_folders: true }],

  radarr_add_movie: [{ tmdb_id: 660_007, quality_profile: 'HD-1080p' }],
  radarr_delete_queue_item: queueOne,
  radarr_get_all_movies: none,
  radarr_get_calendar: [{ days: 30, past_days: 30 }],
  radarr_get_missing_movies: none,
  radarr_get_movie: movieOne,
  radarr_get_queue: [{ detail: 'detailed' }],
  radarr_search_movie: movieOne,
  radarr_search_new_movie: [{ term: 'a' }],
  radarr_delete_movie: [{ movie: 2 }],
  radarr_delete_movie_file: async ({ ask }) => [{ file_id: await id(ask, 'radarr_get_movie_files', 'file_id') }],
  radarr_get_collections: none,
  radarr_get_disk_space: none,
  radarr_get_history: none,
  radarr_get_manual_import: [{ folder: '/data/downloads' }],
  radarr_get_movie_files: movieOne,
  radarr_get_quality_profiles: none,
  radarr_get_releases: movieOne,
  radarr_get_root_folders: none,
  radarr_get_statistics: none,
  radarr_get_tags: none,
  radarr_grab_release: async ({ ask }) => [{ release: await text(ask, 'radarr_get_releases', 'release') }],
  radarr_health_check: none,
  radarr_refresh_movie: movieOne,
  radarr_rescan_movie: movieOne,
  radarr_rss_sync: none,
  radarr_run_manual_import: [{ folder: '/data/downloads' }],
  radarr_system_status: none,
  radarr_update_movie: [{ movie: 1, monitored: true }],

  lidarr_add_artist: [{ foreign_artist_id: '00000000-0000-4000-8000-000000000002', quality_profile: 1 }],
  lidarr_get_albums: [{ artist: 1 }],
  lidarr_get_all_artists: none,
  lidarr_get_artist: [{ artist: 1 }],
  lidarr_get_calendar: [{ days: 30 }],
  lidarr_get_missing_albums: none,
  lidarr_get_queue: none,
  lidarr_search_album: async ({ ask }) => [{ album_id: await id(ask, 'lidarr_get_albums', 'album_id') }],
  lidarr_search_new_artist: [{ term: 'a' }],

  prowlarr_get_history: none,
  prowlarr_get_indexer_stats: none,
  prowlarr_get_indexers: none,
  prowlarr_search: [{ query: 'harbour' }],
  prowlarr_test_indexers: none,

  sabnzbd_add: ({ canaries }) => [
    { nzb: `https://indexer.test/getnzb/x.nzb?apikey=${canaries.at('argument: nzb of sabnzbd_add')}` },
  ],
  sabnzbd_delete_download: job,
  sabnzbd_get_config: ['misc', 'servers', 'categories', 'rss'].map((section) => ({ section })),
  sabnzbd_get_history: none,
  sabnzbd_get_queue: none,
  sabnzbd_get_status: none,
  sabnzbd_get_warnings: none,
  sabnzbd_pause: none,
  sabnzbd_resume: none,
  sabnzbd_retry_download: [{ download: 'SABnzbd_nzo_demo0101' }],
  sabnzbd_set_config: [{ section: 'misc', keyword: 'top_only', value: '1' }],
  sabnzbd_set_priority: [{ download: 'SABnzbd_nzo_demo0001', priority: 'high' }],
  sabnzbd_set_speed_limit: [{ speed: '4M' }],

  qbittorrent_add: ({ canaries }) => [
    {
      source: `magnet:?xt=urn:btih:${'a'.repeat(40)}&tr=https%3A%2F%2Ftracker.test%2F${canaries.at('argument: magnet')}%2Fannounce`,
    },
    { source: `https://tracker.test/dl/1.torrent?passkey=${canaries.at('argument: torrent address')}` },
  ],
  qbittorrent_delete: torrentOne,
  qbittorrent_get_categories: none,
  qbittorrent_get_torrent: async ({ ask }) => (await hashes(ask)).map((torrent) => ({ torrent })),
  qbittorrent_get_torrents: none,
  qbittorrent_get_transfer: none,
  qbittorrent_reannounce: torrents,
  qbittorrent_recheck: torrents,
  qbittorrent_set_alternative_limits: [{ enabled: true }],
  qbittorrent_set_category: async ({ ask }) => [{ torrents: await hashes(ask), category: 'tv', create: true }],
  qbittorrent_set_limits: [{ download: 1000 }],
  qbittorrent_set_tags: async ({ ask }) => [{ torrents: await hashes(ask), add: ['kids'] }],
  qbittorrent_start: torrents,
  qbittorrent_stop: torrents,

  ...mediaArguments,
};

type Ask = Surroundings['ask'];

/** A field of the first item that another tool lists. */
async function field(ask: Ask, tool: string, name: string): Promise<unknown> {
  const arguments_ = toolArguments[tool];
  const { content } = await ask(tool, Array.isArray(arguments_) ? (arguments_[0] as object) : {});
  const items = (content['items'] ?? []) as readonly Readonly<Record<string, unknown>>[];
  return items.find((item) => item[name] !== undefined)?.[name];
}

async function text(ask: Ask, tool: string, name: string): Promise<string> {
  return String(await field(ask, tool, name));
}

async function id(ask: Ask, tool: string, name: string): Promise<number> {
  return Number(await field(ask, tool, name));
}

async function hashes(ask: Ask): Promise<string[]> {
  const { content } = await ask('qbittorrent_get_torrents', { instance: 'qbittorrent' });
  return ((content['items'] ?? []) as readonly { hash: string }[]).map(({ hash }) => hash);
}

async function jobIds(ask: Ask): Promise<object[]> {
  const { content } = await ask('job_list', { limit: 100 });
  const items = (content['items'] ?? []) as readonly { job_id: string }[];
  return items.length === 0 ? [{ job_id: 'none' }] : items.map(({ job_id }) => ({ job_id }));
}

function quadlet(canaries: Canaries, tool: string): string {
  const secret = canaries.at(`argument: content of quadlet_${tool}`);
  return `[Container]\nImage=docker.io/deluan/navidrome:0.58.0\nEnvironment=API_KEY=${secret}\n`;
}
