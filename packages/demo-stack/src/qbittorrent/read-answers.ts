import { type Answer, isFinished, speedOf, toFiles, toInfo, toProperties, toTrackers } from './torrent-answers.ts';
import { type StoredTorrent, type TorrentStore, savePath } from './torrent-store.ts';
import { type VersionFacts, type WebApiVersion, versionFacts } from './web-api-version.ts';

export interface Asked {
  readonly store: TorrentStore;
  readonly version: WebApiVersion;
  readonly query: URLSearchParams;
}

/** undefined: there is no such torrent */
type Read = (asked: Asked) => unknown;

/** What is asked with GET, by the path below `/api/v2/`; texts are sent as they are. */
export const reads: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['app/version', ({ version }) => versionFacts[version].app],
  ['app/webapiVersion', ({ version }) => version],
  ['app/defaultSavePath', () => savePath],
  ['torrents/info', listTorrents],
  ['torrents/properties', (asked) => ofOne(asked, (torrent, facts) => toProperties(torrent, facts))],
  ['torrents/files', (asked) => ofOne(asked, toFiles)],
  ['torrents/trackers', (asked) => ofOne(asked, toTrackers)],
  ['torrents/categories', ({ store }) => toCategories(store)],
  ['torrents/tags', ({ store }) => [...store.tags].sort()],
  ['transfer/info', ({ store }) => transferOf(store)],
  ['transfer/speedLimitsMode', ({ store }) => (store.hasAlternativeLimits ? '1' : '0')],
  ['transfer/downloadLimit', ({ store }) => String(store.currentLimits().download)],
  ['transfer/uploadLimit', ({ store }) => String(store.currentLimits().upload)],
  ['sync/maindata', mainData],
]);

function listTorrents({ store, version, query }: Asked): Answer[] {
  const hashes = query.get('hashes');
  const all = hashes === null ? [...store.torrents.values()] : store.find(hashes);
  const filter = query.get('filter') ?? 'all';
  const rows = all
    .filter((torrent) => passes(torrent, filter, versionFacts[version]))
    .filter(({ category }) => [null, category].includes(query.get('category')))
    .filter(({ tags }) => hasTag(tags, query.get('tag')))
    .map((torrent) => toInfo(torrent, versionFacts[version]));
  for (const torrent of all) torrent.isChecking = false;
  return cut(sorted(rows, query), query);
}

// An unknown filter is none, as in the real one: the name of the other version finds everything.
function passes(torrent: StoredTorrent, filter: string, { hasStart }: VersionFacts): boolean {
  const isDone = isFinished(torrent);
  const isActive = speedOf(torrent) > 0;
  if (filter === 'downloading') return !isDone;
  if (filter === 'seeding') return isDone && !torrent.isStopped;
  if (filter === 'completed') return isDone;
  if (filter === (hasStart ? 'stopped' : 'paused')) return torrent.isStopped;
  if (filter === 'active') return isActive;
  if (filter === 'inactive') return !isActive;
  if (filter === 'stalled') return !isActive && !torrent.isStopped;
  return filter !== 'errored';
}

function hasTag(tags: readonly string[], tag: string | null): boolean {
  if (tag === null) return true;
  return tag === '' ? tags.length === 0 : tags.includes(tag);
}

function sorted(rows: readonly Answer[], query: URLSearchParams): Answer[] {
  const key = query.get('sort') ?? 'name';
  const ordered = rows.toSorted((one, other) => compare(one[key], other[key]));
  return query.get('reverse') === 'true' ? ordered.toReversed() : ordered;
}

function compare(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other));
}

function cut(rows: readonly Answer[], query: URLSearchParams): Answer[] {
  const wanted = Number(query.get('offset') ?? 0);
  // Beyond its end the real one begins anew.
  const offset = wanted < rows.length ? wanted : 0;
  const limit = Number(query.get('limit') ?? 0);
  return rows.slice(offset, limit > 0 ? offset + limit : undefined);
}

function ofOne(
  { store, version, query }: Asked,
  toAnswer: (torrent: StoredTorrent, facts: VersionFacts) => unknown,
): unknown {
  const [torrent] = store.find(query.get('hash') ?? '');
  return torrent === undefined ? undefined : toAnswer(torrent, versionFacts[version]);
}

function toCategories({ categories }: TorrentStore): Answer {
  return Object.fromEntries([...categories].map(([name, path]) => [name, { name, savePath: path }]));
}

function transferOf(store: TorrentStore): Answer {
  const speed = [...store.torrents.values()].reduce((sum, torrent) => sum + speedOf(torrent), 0);
  return {
    connection_status: 'connected',
    dht_nodes: 380,
    dl_info_data: 420_000_000,
    dl_info_speed: speed,
    dl_rate_limit: store.currentLimits().download,
    last_external_address_v4: '',
    last_external_address_v6: '',
    up_info_data: 31_000_000,
    up_info_speed: 0,
    up_rate_limit: store.currentLimits().upload,
  };
}

function mainData({ store, version }: Asked): Answer {
  const torrents = [...store.torrents.values()].map((torrent) => {
    const { hash: _hash, ...info } = toInfo(torrent, versionFacts[version]);
    return [torrent.hash, info] as const;
  });
  return {
    categories: toCategories(store),
    full_update: true,
    rid: 1,
    server_state: serverState(store),
    tags: [...store.tags].sort(),
    torrents: Object.fromEntries(torrents),
    trackers: {},
  };
}

function serverState(store: TorrentStore): Answer {
  return {
    ...transferOf(store),
    alltime_dl: 812_000_000_000,
    alltime_ul: 327_000_000_000,
    average_time_queue: 12,
    free_space_on_disk: 1_400_000_000_000,
    global_ratio: '0.40',
    queued_io_jobs: 0,
    queueing: false,
    read_cache_hits: '0',
    read_cache_overload: '0',
    refresh_interval: 1500,
    total_buffers_size: 0,
    total_peer_connections: 4,
    total_queued_size: 0,
    total_wasted_session: 0,
    use_alt_speed_limits: store.hasAlternativeLimits,
    use_subcategories: false,
    write_cache_overload: '0',
  };
}
