import { AppError } from '../../errors.ts';
import type { QBittorrentClient } from '../../services/qbittorrent/qbittorrent-client.ts';
import { toLine } from './torrent-row.ts';

const maxShown = 20;

/**
 * Makes sure that a category is there.
 * @param create makes it when it is missing
 * @throws AppError not_found that names those that there are
 */
export async function checkCategory(client: QBittorrentClient, category: string, create: boolean): Promise<void> {
  const known = (await client.categories()).map(({ name }) => name);
  if (known.includes(category)) return;
  if (create) return client.createCategory(category);
  const names = known.slice(0, maxShown).map(toLine).join(', ');
  throw new AppError('not_found', `there is no category ${toLine(category)}`, {
    hint: `${names === '' ? 'There is none yet' : `There is: ${names}`}. qbittorrent_set_category makes one with create: true.`,
  });
}
