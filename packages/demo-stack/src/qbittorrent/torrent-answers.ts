import type { StoredTorrent } from './torrent-store.ts';
import type { VersionFacts } from './web-api-version.ts';

const noEta = 8_640_000;
const demoSpeed = 3_200_000;

export type Answer = Record<string, unknown>;

/** One torrent as `torrents/info` has it; what version 4 did not have is left out there. */
export function toInfo(torrent: StoredTorrent, { hasStart }: VersionFacts): Answer {
  const { hash, sizeBytes, doneBytes, savePath, name } = torrent;
  const left = Math.max(0, sizeBytes - doneBytes);
  const speed = speedOf(torrent);
  const isDone = isFinished(torrent);
  return {
    added_on: torrent.addedOn,
    amount_left: left,
    auto_tmm: false,
    availability: torrent.hasPeers ? 1.2 : 0,
    category: torrent.category,
    completed: doneBytes,
    completion_on: isDone ? torrent.addedOn + 1800 : -1,
    content_path: sizeBytes < 0 ? '' : `${savePath}/${name}`,
    dl_limit: torrent.downloadLimit,
    dlspeed: speed,
    download_path: '',
    downloaded: doneBytes,
    downloaded_session: doneBytes,
    eta: speed > 0 ? Math.ceil(left / speed) : noEta,
    f_l_piece_prio: false,
    force_start: false,
    hash,
    infohash_v1: hash,
    infohash_v2: '',
    last_activity: torrent.addedOn + 60,
    magnet_uri: `magnet:?xt=urn:btih:${hash}&dn=${encodeURIComponent(name)}`,
    max_ratio: -1,
    max_seeding_time: -1,
    name,
    num_complete: torrent.hasPeers ? 12 : 0,
    num_incomplete: torrent.hasPeers ? 3 : 0,
    num_leechs: 0,
    num_seeds: torrent.hasPeers ? 4 : 0,
    priority: 0,
    progress: progressOf(torrent),
    ratio: isDone ? 0.4 : 0,
    ratio_limit: -2,
    save_path: savePath,
    seeding_time: isDone ? 3600 : 0,
    seeding_time_limit: -2,
    seen_complete: isDone ? torrent.addedOn + 1800 : -1,
    seq_dl: false,
    size: sizeBytes,
    state: stateOf(torrent, hasStart),
    super_seeding: false,
    tags: torrent.tags.join(', '),
    time_active: 5400,
    total_size: sizeBytes,
    tracker: torrent.isAnnounced ? (torrent.trackers[0] ?? '') : '',
    trackers_count: torrent.trackers.length,
    up_limit: torrent.uploadLimit,
    uploaded: 0,
    uploaded_session: 0,
    upspeed: 0,
    ...(hasStart ? newerInfo(torrent) : {}),
  };
}

function newerInfo({ sizeBytes }: StoredTorrent): Answer {
  return {
    comment: '',
    has_metadata: sizeBytes >= 0,
    inactive_seeding_time_limit: -2,
    max_inactive_seeding_time: -1,
    popularity: 0,
    private: false,
    reannounce: 0,
    root_path: '',
  };
}

export function toProperties(torrent: StoredTorrent, { hasStart }: VersionFacts): Answer {
  const { doneBytes, hash, name } = torrent;
  const pieceSize = 1_048_576;
  return {
    addition_date: torrent.addedOn,
    comment: '',
    completion_date: isFinished(torrent) ? torrent.addedOn + 1800 : -1,
    created_by: 'demo',
    creation_date: torrent.addedOn - 86_400,
    dl_limit: torrent.downloadLimit === 0 ? -1 : torrent.downloadLimit,
    dl_speed: speedOf(torrent),
    dl_speed_avg: 0,
    download_path: '',
    eta: noEta,
    infohash_v1: hash,
    infohash_v2: '',
    hash,
    is_private: false,
    last_seen: -1,
    name,
    nb_connections: torrent.hasPeers ? 4 : 0,
    nb_connections_limit: 100,
    peers: 0,
    peers_total: torrent.hasPeers ? 3 : 0,
    piece_size: pieceSize,
    pieces_have: Math.floor(doneBytes / pieceSize),
    pieces_num: Math.ceil(torrent.sizeBytes / pieceSize),
    reannounce: 0,
    save_path: torrent.savePath,
    seeding_time: isFinished(torrent) ? 3600 : 0,
    seeds: torrent.hasPeers ? 4 : 0,
    seeds_total: torrent.hasPeers ? 12 : 0,
    share_ratio: 0,
    time_elapsed: 5400,
    total_downloaded: doneBytes,
    total_downloaded_session: doneBytes,
    total_size: torrent.sizeBytes,
    total_uploaded: 0,
    total_uploaded_session: 0,
    total_wasted: 0,
    up_limit: torrent.uploadLimit === 0 ? -1 : torrent.uploadLimit,
    up_speed: 0,
    up_speed_avg: 0,
    ...(hasStart ? { has_metadata: true, popularity: 0, private: false, progress: progressOf(torrent) } : {}),
  };
}

export function toFiles(torrent: StoredTorrent): Answer[] {
  if (torrent.sizeBytes < 0) return [];
  return [
    {
      availability: torrent.hasPeers ? 1 : 0,
      index: 0,
      is_seed: isFinished(torrent),
      name: `${torrent.name}.mkv`,
      piece_range: [0, Math.floor(torrent.sizeBytes / 1_048_576)],
      priority: 1,
      progress: progressOf(torrent),
      size: torrent.sizeBytes,
    },
  ];
}

export function toTrackers({ trackers, isAnnounced, hasPeers }: StoredTorrent): Answer[] {
  const none = { msg: '', num_downloaded: 0, num_leeches: 0, num_peers: 0, num_seeds: 0 };
  return [
    ...['DHT', 'PeX', 'LSD'].map((name) => ({ ...none, status: 2, tier: -1, url: `** [${name}] **` })),
    ...trackers.map((url, tier) => ({
      ...none,
      num_seeds: hasPeers ? 12 : -1,
      status: isAnnounced || hasPeers ? 2 : 1,
      tier,
      url,
    })),
  ];
}

export function isFinished({ sizeBytes, doneBytes }: StoredTorrent): boolean {
  return sizeBytes > 0 && doneBytes >= sizeBytes;
}

export function speedOf(torrent: StoredTorrent): number {
  return torrent.hasPeers && !torrent.isStopped && !isFinished(torrent) ? demoSpeed : 0;
}

function progressOf({ sizeBytes, doneBytes }: StoredTorrent): number {
  return sizeBytes > 0 ? doneBytes / sizeBytes : 0;
}

function stateOf(torrent: StoredTorrent, hasStart: boolean): string {
  const direction = isFinished(torrent) ? 'UP' : 'DL';
  if (torrent.isChecking) return `checking${direction}`;
  if (torrent.isStopped) return `${hasStart ? 'stopped' : 'paused'}${direction}`;
  if (torrent.sizeBytes < 0) return 'metaDL';
  return speedOf(torrent) > 0 ? 'downloading' : `stalled${direction}`;
}
