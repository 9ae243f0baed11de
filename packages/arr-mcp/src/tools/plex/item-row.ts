import { z } from 'zod';

import type { PlexItem } from '../../services/plex/plex-item-schemas.ts';
import { shortLine } from '../arr/short-line.ts';

/** What somebody watches or hears, and where it belongs. */
export const placedFields = {
  id: z.int().optional(),
  type: z.string().optional(),
  title: z.string().optional(),
  show: z.string().optional(),
  season: z.number().optional(),
  episode: z.number().optional(),
  artist: z.string().optional(),
  album: z.string().optional(),
};

/** An item in a list. Times are ISO, durations seconds. */
export const itemRowFields = {
  instance: z.string().optional(),
  ...placedFields,
  year: z.number().optional(),
  library_id: z.int().optional(),
  content_rating: z.string().optional(),
  duration_seconds: z.number().optional(),
  added_at: z.string().optional(),
  watched: z.boolean().optional(),
  plays: z.number().optional(),
  last_watched_at: z.string().optional(),
  /** how far somebody has come */
  progress_seconds: z.number().optional(),
  seasons: z.number().optional(),
  episodes: z.number().optional(),
  episodes_watched: z.number().optional(),
  albums: z.number().optional(),
  tracks: z.number().optional(),
  resolution: z.string().optional(),
  video_codec: z.string().optional(),
  audio_codec: z.string().optional(),
};

export const ItemRow = z.object(itemRowFields);
export type ItemRow = z.input<typeof ItemRow>;

export function toItemRow(item: PlexItem): ItemRow {
  const { Media, viewOffset = 0, viewCount = 0 } = item;
  return {
    id: item.ratingKey,
    type: item.type,
    title: shortLine(item.title),
    ...place(item),
    year: item.year,
    library_id: item.librarySectionID,
    content_rating: shortLine(item.contentRating, 20),
    duration_seconds: item.duration,
    added_at: item.addedAt,
    watched: isWatched(item),
    ...(viewCount > 0 ? { plays: viewCount } : {}),
    last_watched_at: item.lastViewedAt,
    ...(viewOffset > 0 ? { progress_seconds: viewOffset } : {}),
    ...counts(item),
    resolution: shortLine(Media[0]?.videoResolution, 20),
    video_codec: shortLine(Media[0]?.videoCodec, 20),
    audio_codec: shortLine(Media[0]?.audioCodec, 20),
  };
}

type Placed = Pick<PlexItem, 'type' | 'index' | 'parentIndex' | 'parentTitle' | 'grandparentTitle'>;

/** Where an episode, a season, a track or an album belongs. */
export function place({ type, index, parentIndex, parentTitle, grandparentTitle }: Placed): ItemRow {
  const [above, top] = [shortLine(parentTitle, 100), shortLine(grandparentTitle, 100)];
  if (type === 'episode') return { show: top, season: parentIndex, episode: index };
  if (type === 'season') return { show: above, season: index };
  if (type === 'track') return { artist: top, album: above };
  return type === 'album' ? { artist: above } : {};
}

function isWatched({ type, viewCount = 0, leafCount, viewedLeafCount = 0 }: PlexItem): boolean | undefined {
  if (leafCount !== undefined) return leafCount > 0 && viewedLeafCount >= leafCount;
  return type === 'movie' || type === 'episode' ? viewCount > 0 : undefined;
}

function counts({ type, childCount, leafCount, viewedLeafCount }: PlexItem): ItemRow {
  if (type === 'show') return { seasons: childCount, episodes: leafCount, episodes_watched: viewedLeafCount };
  if (type === 'season') return { episodes: leafCount, episodes_watched: viewedLeafCount };
  if (type === 'artist') return { albums: childCount };
  return type === 'album' ? { tracks: leafCount } : {};
}
