import type { PlexItem } from '../../services/plex/plex-item-schemas.ts';
import { shortLine } from '../arr/short-line.ts';

export type NamedItem = Partial<
  Pick<PlexItem, 'ratingKey' | 'type' | 'title' | 'parentTitle' | 'grandparentTitle' | 'index' | 'parentIndex' | 'year'>
>;

/** How an item is called in sentences and lists: `Harbour Lights (2012)`, `Second Breakfast S01E02 Toast`. */
export function itemName(item: NamedItem): string {
  const { ratingKey = 0, type = 'item', index, parentIndex } = item;
  const title = shortLine(item.title, 100) ?? `${type} ${ratingKey}`;
  const [above, top] = [shortLine(item.parentTitle, 80), shortLine(item.grandparentTitle, 80)];
  if (type === 'episode' && top !== undefined) return [top, episodeNumber(parentIndex, index), title].join(' ').trim();
  if (type === 'season' || type === 'album') return above === undefined ? title : `${above} – ${title}`;
  if (type === 'track') return [top, above, title].filter((part) => part !== undefined).join(' – ');
  return item.year === undefined ? title : `${title} (${item.year})`;
}

const placed: ReadonlySet<string> = new Set(['season', 'episode', 'album', 'track']);

/** The name of what is called alike in many shows or by many artists; undefined: its title says enough. */
export function placedName(item: NamedItem): string | undefined {
  return placed.has(item.type ?? '') ? itemName(item) : undefined;
}

function episodeNumber(season: number | undefined, episode: number | undefined): string {
  return season === undefined || episode === undefined ? '' : `S${twoDigits(season)}E${twoDigits(episode)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
