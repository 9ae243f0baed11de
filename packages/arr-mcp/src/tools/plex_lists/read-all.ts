import type { PlexPage, PlexRange } from '../../services/plex/signed-plex-client.ts';

const pageSize = 500;
// Nobody made a longer list by hand.
const mostItems = 20_000;

/** A whole list, page after page. */
export async function readAll<Item>(read: (range: PlexRange) => Promise<PlexPage<Item>>): Promise<Item[]> {
  const all: Item[] = [];
  while (all.length < mostItems) {
    const { items, total } = await read({ start: all.length, size: pageSize });
    all.push(...items);
    if (items.length === 0 || all.length >= total) break;
  }
  return all;
}
