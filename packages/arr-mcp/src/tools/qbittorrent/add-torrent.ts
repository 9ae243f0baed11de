import { setTimeout as sleep } from 'node:timers/promises';

import { AppError } from '../../errors.ts';
import type { UserFiles } from '../../files/file-types.ts';
import { hashOfMagnet, hashOfTorrent } from '../../services/qbittorrent/info-hash.ts';
import type { QBittorrentClient } from '../../services/qbittorrent/qbittorrent-client.ts';
import { checkCategory } from './check-category.ts';
import { type TorrentRow, toLine, toTorrentRow } from './torrent-row.ts';

export interface WantedTorrent {
  readonly source: string;
  readonly category?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly save_path?: string | undefined;
  readonly paused?: boolean | undefined;
}

interface Means {
  readonly client: QBittorrentClient;
  readonly files: UserFiles;
  readonly signal: AbortSignal;
}

interface Source {
  readonly content: string | Blob;
  /** undefined where only the service will know it */
  readonly hash?: string | undefined;
}

const maxFileBytes = 10 * 1024 * 1024;
const looks = 5;
const lookMs = 200;

/** @throws AppError conflict when it is there already */
export async function addTorrent(
  { source, save_path: savePath, ...rest }: WantedTorrent,
  { client, files, signal }: Means,
): Promise<{ added?: TorrentRow; next?: string }> {
  const { content, hash } = await readSource(source, files);
  if (hash !== undefined) await refuseKnown(client, hash);
  if (rest.category !== undefined) await checkCategory(client, rest.category, false);
  const [told] = await client.add({ source: content, savePath, ...rest });
  const added = await lookFor(client, told ?? hash, signal);
  return added === undefined ? { next: 'It is fetched first; qbittorrent_get_torrents shows it then.' } : { added };
}

async function readSource(source: string, files: UserFiles): Promise<Source> {
  if (/^magnet:\?/i.test(source)) return { content: source, hash: hashOfMagnet(source) };
  if (/^https?:\/\//i.test(source) && URL.canParse(source)) return { content: new URL(source).href };
  if (!source.startsWith('/')) {
    throw new AppError('invalid_argument', 'the source is no magnet link, no http address and no absolute path', {
      hint: 'A .torrent file must lie in a folder that directory_list shows.',
    });
  }
  const file = await files.read(source, maxFileBytes);
  if (file === undefined) {
    throw new AppError('not_found', `there is no file ${toLine(source)}`, { hint: 'directory_list shows files.' });
  }
  const hash = hashOfTorrent(file.content);
  if (hash === undefined) throw new AppError('invalid_argument', `${toLine(source)} is no torrent file`);
  return { content: new Blob([new Uint8Array(file.content)]), hash };
}

// The service would only say that it failed.
async function refuseKnown(client: QBittorrentClient, hash: string): Promise<void> {
  const [known] = await client.torrents({ hashes: [hash] });
  if (known === undefined) return;
  throw new AppError('conflict', `${client.instance} has it already: ${toLine(known.name)} (${known.state})`, {
    details: { hash },
  });
}

// It appears a moment after it was taken.
async function lookFor(client: QBittorrentClient, hash: string | undefined, signal: AbortSignal) {
  if (hash === undefined) return undefined;
  for (let look = 0; look < looks; look += 1) {
    const [torrent] = await client.torrents({ hashes: [hash] });
    if (torrent !== undefined) return toTorrentRow(torrent);
    await sleep(lookMs, undefined, { signal });
  }
  return undefined;
}
