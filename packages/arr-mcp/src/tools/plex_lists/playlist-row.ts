import { z } from 'zod';

import type { PlaylistEntry } from '../../services/plex/plex-lists-schemas.ts';
import { shortLine } from '../arr/short-line.ts';
import { itemName } from '../plex_library/item-name.ts';
import type { KnownPlaylist } from './find-playlist.ts';

export const PlaylistRow = z.object({
  instance: z.string().optional(),
  id: z.int(),
  title: z.string().optional(),
  type: z.string().optional(),
  smart: z.boolean(),
  items: z.int().optional(),
  duration_seconds: z.int().optional(),
  summary: z.string().optional(),
});

export function toPlaylistRow({ id, title, type, smart = false, ...rest }: KnownPlaylist): z.input<typeof PlaylistRow> {
  return {
    id,
    title: shortLine(title),
    type,
    smart,
    items: rest.leafCount,
    duration_seconds: rest.duration,
    summary: shortLine(rest.summary, 200),
  };
}

export const ListedItem = z.object({
  instance: z.string().optional(),
  id: z.int(),
  name: z.string(),
  type: z.string().optional(),
  duration_seconds: z.int().optional(),
  watched: z.boolean().optional(),
});

export function toListedItem(item: Omit<PlaylistEntry, 'playlistItemID'>): z.input<typeof ListedItem>[] {
  const { ratingKey: id, type, duration, viewCount = 0, leafCount, viewedLeafCount } = item;
  if (id === undefined) return [];
  const watched = leafCount === undefined ? viewCount > 0 : viewedLeafCount === leafCount;
  return [{ id, name: itemName(item), type, duration_seconds: duration, watched }];
}
