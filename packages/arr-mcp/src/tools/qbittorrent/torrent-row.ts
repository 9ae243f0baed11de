import { toPlainLine } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { maskText } from '../../mask-secrets.ts';
import type { Torrent } from '../../services/qbittorrent/qbittorrent-schemas.ts';
import { torrentStates } from '../../services/qbittorrent/torrent-state.ts';

/** Speeds in bytes per second. */
export const TorrentRow = z.object({
  instance: z.string().optional(),
  hash: z.string(),
  name: z.string(),
  state: z.enum(torrentStates),
  progress_percent: z.number(),
  size_bytes: z.number().optional(),
  download_speed: z.number(),
  upload_speed: z.number(),
  eta_seconds: z.number().optional(),
  ratio: z.number(),
  category: z.string().optional(),
  tags: z.array(z.string()).optional(),
});
export type TorrentRow = z.input<typeof TorrentRow>;

export function toTorrentRow(torrent: Torrent): TorrentRow {
  return {
    ...toNamed(torrent),
    state: torrent.state,
    progress_percent: torrent.progressPercent,
    size_bytes: torrent.sizeBytes,
    download_speed: torrent.downloadSpeed,
    upload_speed: torrent.uploadSpeed,
    eta_seconds: torrent.etaSeconds,
    ratio: torrent.ratio,
    category: torrent.category === undefined ? undefined : toLine(torrent.category),
    tags: torrent.tags.length === 0 ? undefined : torrent.tags.slice(0, 20).map(toLine),
  };
}

/** What a change was made to. */
export const NamedTorrent = z.object({ hash: z.string(), name: z.string() });

export function toNamed({ hash, name }: Pick<Torrent, 'hash' | 'name'>): z.input<typeof NamedTorrent> {
  return { hash, name: toLine(name) };
}

/** Names and comments are strangers' texts, and trackers put keys into them. */
export function toLine(text: string): string {
  return maskText(toPlainLine(text)).slice(0, 250);
}
