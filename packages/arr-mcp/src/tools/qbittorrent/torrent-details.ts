import { toPlainText } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import type {
  Torrent,
  TorrentFile,
  TorrentProperties,
  Tracker,
} from '../../services/qbittorrent/qbittorrent-schemas.ts';
import { maskText } from '../../mask-secrets.ts';
import { TorrentRow, toLine, toTorrentRow } from './torrent-row.ts';

const maxTrackers = 20;

/** A tracker's address is without its passkey. Limits in bytes per second; 0 is none. */
export const TorrentDetails = TorrentRow.extend({
  added: z.string().optional(),
  completed: z.string().optional(),
  last_seen_complete: z.string().optional(),
  save_path: z.string().optional(),
  content_path: z.string().optional(),
  is_private: z.boolean().optional(),
  comment: z.string().optional(),
  connections: z.number(),
  seeds: z.number(),
  seeds_in_swarm: z.number(),
  peers: z.number(),
  peers_in_swarm: z.number(),
  downloaded_bytes: z.number(),
  uploaded_bytes: z.number(),
  active_seconds: z.number(),
  seeding_seconds: z.number(),
  download_limit: z.number(),
  upload_limit: z.number(),
  trackers: z.array(
    z.object({
      address: z.string(),
      state: z.string(),
      seeds: z.number().optional(),
      leeches: z.number().optional(),
      message: z.string().optional(),
    }),
  ),
});

export const TorrentFileRow = z.object({
  name: z.string(),
  size_bytes: z.number(),
  progress_percent: z.number(),
  /** only where it is not the usual one */
  priority: z.string().optional(),
});

interface Known {
  readonly torrent: Torrent & { readonly instance?: string };
  readonly properties: TorrentProperties;
  readonly trackers: readonly Tracker[];
}

export function toTorrentDetails({ torrent, properties, trackers }: Known): z.input<typeof TorrentDetails> {
  return {
    ...(torrent.instance === undefined ? {} : { instance: torrent.instance }),
    ...toTorrentRow(torrent),
    added: torrent.added,
    completed: torrent.completed,
    last_seen_complete: properties.lastSeenComplete,
    save_path: lineOf(torrent.savePath),
    content_path: lineOf(torrent.contentPath),
    is_private: properties.isPrivate,
    comment: lineOf(properties.comment),
    connections: properties.connections,
    seeds: properties.seeds,
    seeds_in_swarm: properties.seedsInSwarm,
    peers: properties.peers,
    peers_in_swarm: properties.peersInSwarm,
    downloaded_bytes: properties.downloadedBytes,
    uploaded_bytes: properties.uploadedBytes,
    active_seconds: properties.activeSeconds,
    seeding_seconds: properties.seedingSeconds,
    download_limit: torrent.downloadLimit,
    upload_limit: torrent.uploadLimit,
    trackers: trackers.slice(0, maxTrackers).map(toTrackerRow),
  };
}

export function toFileRow({ name, sizeBytes, progressPercent, priority }: TorrentFile): z.input<typeof TorrentFileRow> {
  return { name: toLine(name), size_bytes: sizeBytes, progress_percent: progressPercent, priority };
}

function toTrackerRow({ address, message, ...tracker }: Tracker) {
  const said = message === undefined ? undefined : maskText(toPlainText(message)).slice(0, 200);
  return { address: toLine(address), ...tracker, message: said };
}

function lineOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : toLine(text);
}
