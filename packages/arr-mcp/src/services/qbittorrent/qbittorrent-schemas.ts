import { z } from 'zod';

import { optional } from '../optional.ts';
import { maskTracker, maskTrackersIn } from './mask-tracker.ts';
import { toTorrentState } from './torrent-state.ts';

// What stands for "never" in the time that is left.
const noEta = 8_640_000;

const count = z.number().catch(0);
const text = optional(z.string()).transform((value) => (value === '' ? undefined : value));
// Negative and 0: it has not happened.
const moment = optional(z.number()).transform((seconds) =>
  seconds === undefined || seconds <= 0 || seconds > 1e11 ? undefined : new Date(seconds * 1000).toISOString(),
);
// A size of -1 is not known yet.
const bytes = optional(z.number()).transform((value) => (value === undefined || value < 0 ? undefined : value));
// None is -1 or 0, by version and place.
const limit = optional(z.number()).transform((value) => Math.max(0, value ?? 0));

/** Sizes in bytes, speeds and limits in bytes per second (a limit of 0 is none), times in seconds. */
export const Torrent = z
  .object({
    hash: z.string(),
    name: z.string(),
    state: z.string(),
    progress: count,
    size: bytes,
    dlspeed: count,
    upspeed: count,
    eta: count,
    ratio: count,
    category: text,
    tags: text,
    added_on: moment,
    completion_on: moment,
    save_path: text,
    content_path: text,
    dl_limit: limit,
    up_limit: limit,
  })
  .transform((torrent) => ({
    hash: torrent.hash,
    name: torrent.name,
    state: toTorrentState(torrent.state),
    progressPercent: toPercent(torrent.progress),
    sizeBytes: torrent.size,
    downloadSpeed: torrent.dlspeed,
    uploadSpeed: torrent.upspeed,
    etaSeconds: torrent.progress < 1 && torrent.eta > 0 && torrent.eta < noEta ? torrent.eta : undefined,
    ratio: Math.round(torrent.ratio * 100) / 100,
    category: torrent.category,
    tags: toList(torrent.tags),
    added: torrent.added_on,
    completed: torrent.completion_on,
    savePath: torrent.save_path,
    contentPath: torrent.content_path,
    downloadLimit: torrent.dl_limit,
    uploadLimit: torrent.up_limit,
  }));
export type Torrent = z.output<typeof Torrent>;

/** For counting. */
export const TorrentHash = z.object({ hash: z.string() });

export const TorrentProperties = z
  .object({
    comment: text,
    created_by: text,
    last_seen: moment,
    nb_connections: count,
    seeds: count,
    seeds_total: count,
    peers: count,
    peers_total: count,
    time_elapsed: count,
    seeding_time: count,
    total_downloaded: count,
    total_uploaded: count,
    // By version; none of them in version 4.
    private: optional(z.boolean()),
    is_private: optional(z.boolean()),
    isPrivate: optional(z.boolean()),
  })
  .transform((known) => ({
    comment: known.comment === undefined ? undefined : maskTrackersIn(known.comment),
    createdBy: known.created_by,
    lastSeenComplete: known.last_seen,
    connections: known.nb_connections,
    seeds: known.seeds,
    seedsInSwarm: known.seeds_total,
    peers: known.peers,
    peersInSwarm: known.peers_total,
    activeSeconds: known.time_elapsed,
    seedingSeconds: known.seeding_time,
    downloadedBytes: known.total_downloaded,
    uploadedBytes: known.total_uploaded,
    isPrivate: known.private ?? known.is_private ?? known.isPrivate,
  }));
export type TorrentProperties = z.output<typeof TorrentProperties>;

const priorities: ReadonlyMap<number, string> = new Map([
  [0, 'skipped'],
  [6, 'high'],
  [7, 'highest'],
]);

export const TorrentFile = z
  .object({ index: optional(z.int()), name: z.string(), size: count, progress: count, priority: count })
  .transform(({ index, name, size, progress, priority }) => ({
    index,
    name,
    sizeBytes: size,
    progressPercent: toPercent(progress),
    priority: priorities.get(priority),
  }));
export type TorrentFile = z.output<typeof TorrentFile>;

const trackerStates: ReadonlyMap<number, string> = new Map([
  [0, 'disabled'],
  [1, 'not contacted yet'],
  [2, 'working'],
  [3, 'updating'],
  [4, 'not working'],
  [5, 'tracker error'],
  [6, 'unreachable'],
]);

/** A tracker, or one of DHT, PeX and LSD. */
export const Tracker = z
  .object({ url: z.string(), status: count, num_seeds: count, num_leeches: count, msg: text })
  .transform(({ url, status, num_seeds: seeds, num_leeches: leeches, msg }) => ({
    address: /^\*\* \[(\w+)\] \*\*$/.exec(url)?.[1] ?? maskTracker(url),
    state: trackerStates.get(status) ?? 'unknown',
    // -1: the tracker has not told.
    seeds: seeds < 0 ? undefined : seeds,
    leeches: leeches < 0 ? undefined : leeches,
    message: msg === undefined ? undefined : maskTrackersIn(msg),
  }));
export type Tracker = z.output<typeof Tracker>;

/** Limits are those that hold now: the alternative ones while these are on. */
export const Transfer = z
  .object({
    connection_status: z.string(),
    dl_info_speed: count,
    up_info_speed: count,
    dl_info_data: count,
    up_info_data: count,
    dl_rate_limit: limit,
    up_rate_limit: limit,
    dht_nodes: count,
  })
  .transform((info) => ({
    connection: info.connection_status,
    downloadSpeed: info.dl_info_speed,
    uploadSpeed: info.up_info_speed,
    sessionDownloadedBytes: info.dl_info_data,
    sessionUploadedBytes: info.up_info_data,
    downloadLimit: info.dl_rate_limit,
    uploadLimit: info.up_rate_limit,
    dhtNodes: info.dht_nodes,
  }));
export type Transfer = z.output<typeof Transfer>;

export const MainData = z.object({
  server_state: z
    .object({ free_space_on_disk: bytes, alltime_dl: bytes, alltime_ul: bytes })
    .transform(({ free_space_on_disk: freeBytes, alltime_dl: downloadedBytes, alltime_ul: uploadedBytes }) => ({
      freeBytes,
      downloadedBytes,
      uploadedBytes,
    })),
});
export type ServerState = z.output<typeof MainData>['server_state'];

export const Categories = z
  .record(z.string(), z.object({ name: z.string(), savePath: text }))
  .transform((categories) => Object.values(categories));
export type Category = z.output<typeof Categories>[number];

/** What was added, since Web API 2.14. */
export const AddResult = z.object({
  success_count: count,
  pending_count: count,
  added_torrent_ids: z.array(z.string()).catch([]),
});

// Downwards: what lacks a little is not finished.
function toPercent(progress: number): number {
  return Math.floor(progress * 1000) / 10;
}

function toList(tags: string | undefined): string[] {
  return tags === undefined ? [] : tags.split(',').map((tag) => tag.trim());
}
