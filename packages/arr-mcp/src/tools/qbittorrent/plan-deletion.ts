import type { QBittorrentClient } from '../../services/qbittorrent/qbittorrent-client.ts';
import type { Torrent } from '../../services/qbittorrent/qbittorrent-schemas.ts';
import { sizeText } from '../arr/size-text.ts';
import { getTorrents } from './find-torrents.ts';
import { toLine, toNamed } from './torrent-row.ts';

const maxNamed = 5;

export interface PlannedTorrent {
  readonly hash: string;
  readonly name: string;
  readonly size_bytes?: number | undefined;
  readonly path?: string | undefined;
}

export interface DeletionPlan {
  readonly summary: string;
  readonly instance: string;
  readonly items: readonly PlannedTorrent[];
  readonly size_bytes: number;
  /** torrents that stay and lose their files */
  readonly also_affected?: readonly string[];
}

/** What deleting these torrents does. It holds no progress, which changes while somebody decides. */
export async function planDeletion(
  client: QBittorrentClient,
  wanted: readonly string[],
  withFiles: boolean,
): Promise<DeletionPlan> {
  const torrents = await getTorrents(client, wanted);
  const sharing = withFiles ? await findSharing(client, torrents) : [];
  return {
    summary: [
      `Removes ${nameAll(torrents)} from ${client.instance}.`,
      aboutFiles(torrents, withFiles),
      ...(sharing.length === 0 ? [] : [`Of the same files, and left without them: ${nameAll(sharing)}.`]),
    ].join(' '),
    instance: client.instance,
    items: torrents.map((torrent) => toPlanned(torrent, withFiles)),
    size_bytes: totalOf(torrents),
    ...(sharing.length === 0 ? {} : { also_affected: sharing.map(({ name }) => toLine(name)) }),
  };
}

function aboutFiles(torrents: readonly Torrent[], withFiles: boolean): string {
  const whose = torrents.length === 1 ? 'Its' : 'Their';
  const size = sizeText(totalOf(torrents));
  // What is not loaded yet counts too: how much that is changes while somebody decides.
  return withFiles ? `${whose} files, up to ${size}, are deleted for good.` : `${whose} files (${size}) stay on disk.`;
}

function totalOf(torrents: readonly Torrent[]): number {
  return torrents.reduce((sum, torrent) => sum + (torrent.sizeBytes ?? 0), 0);
}

// The same files may be offered to several trackers.
async function findSharing(client: QBittorrentClient, torrents: readonly Torrent[]): Promise<Torrent[]> {
  const hashes = new Set(torrents.map(({ hash }) => hash));
  const paths = new Set(torrents.flatMap(({ contentPath }) => contentPath ?? []));
  const all = await client.torrents({}, { sort: 'name' });
  return all.filter(
    ({ hash, contentPath }) => !hashes.has(hash) && contentPath !== undefined && paths.has(contentPath),
  );
}

function nameAll(torrents: readonly Torrent[]): string {
  const names = torrents.slice(0, maxNamed).map(({ name }) => toLine(name));
  const more = torrents.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

function toPlanned(torrent: Torrent, withFiles: boolean): PlannedTorrent {
  const { sizeBytes, contentPath } = torrent;
  return {
    ...toNamed(torrent),
    ...(sizeBytes === undefined ? {} : { size_bytes: sizeBytes }),
    ...(withFiles && contentPath !== undefined ? { path: toLine(contentPath) } : {}),
  };
}
