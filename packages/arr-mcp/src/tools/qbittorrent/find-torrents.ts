import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { QBittorrentClient } from '../../services/qbittorrent/qbittorrent-client.ts';
import type { Torrent } from '../../services/qbittorrent/qbittorrent-schemas.ts';
import { toLine } from './torrent-row.ts';

const infoHash = /^[0-9a-f]{40}$/i;
// What fits an error's text.
const mostChoices = 5;
const maxChoiceName = 60;

const named = z.string().trim().min(1).max(300);

/** The argument of whatever is about one torrent: its hash or its name. */
export const torrentInput = { torrent: named };

/** The argument of whatever may change several torrents at once: hashes or names. */
export const torrentsInput = { torrents: z.array(named).min(1).max(50) };

/**
 * The torrents that are meant, each once.
 * @param wanted hashes, or names of which the whole or a part fits one torrent alone
 * @throws AppError not_found; invalid_argument with the choices when several fit
 */
export async function getTorrents(client: QBittorrentClient, wanted: readonly string[]): Promise<Torrent[]> {
  const known = await candidates(client, wanted);
  const found = wanted.map((each) => chooseTorrent(known, each));
  return [...new Map(found.map((torrent) => [torrent.hash, torrent])).values()];
}

/** Those that a hash or a name may mean. */
export async function findTorrents(client: QBittorrentClient, wanted: string): Promise<Torrent[]> {
  return fitting(await candidates(client, [wanted]), wanted);
}

/** @throws as getTorrents does */
export function chooseTorrent<Item extends Torrent>(known: readonly Item[], wanted: string): Item {
  const found = fitting(known, wanted);
  const [only, another] = found;
  if (only !== undefined && another === undefined) return only;
  if (only === undefined) {
    throw new AppError('not_found', `there is no torrent ${toLine(wanted)}`, {
      hint: 'qbittorrent_get_torrents lists what there is.',
    });
  }
  throw new AppError('invalid_argument', `${found.length} torrents fit ${toLine(wanted)}`, {
    hint: 'Choose one of them by its hash.',
    details: { choices: found.slice(0, mostChoices).map(toChoice) },
  });
}

async function candidates(client: QBittorrentClient, wanted: readonly string[]): Promise<Torrent[]> {
  const areHashes = wanted.every((each) => infoHash.test(each));
  return client.torrents(areHashes ? { hashes: wanted.map((hash) => hash.toLowerCase()) } : {}, { sort: 'name' });
}

function fitting<Item extends Torrent>(known: readonly Item[], wanted: string): Item[] {
  if (infoHash.test(wanted)) return known.filter(({ hash }) => hash.toLowerCase() === wanted.toLowerCase());
  const words = comparable(wanted);
  const whole = known.filter(({ name }) => comparable(name) === words);
  return whole.length > 0 || words === '' ? whole : known.filter(({ name }) => comparable(name).includes(words));
}

// Release names have dots where people write blanks.
function comparable(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}

function toChoice({ hash, name, state }: Torrent): object {
  return { hash, name: toLine(name).slice(0, maxChoiceName), state };
}
