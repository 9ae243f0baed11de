import type { MediaRecord } from './media-record.ts';

/**
 * Which records are of the same movie or series: those of one type that share an id of IMDb, TMDB or TVDB, directly or
 * through a third one. Titles say nothing here. A record without such ids stands alone.
 */
export function joinMedia(records: readonly MediaRecord[]): MediaRecord[][] {
  // Every id of a group's records leads to it.
  const groups = new Map<string, MediaRecord[]>();
  const alone: MediaRecord[][] = [];
  for (const record of records) {
    const keys = keysOf(record);
    const known = new Set(keys.map((key) => groups.get(key)));
    const group = [...[...known].flatMap((each) => each ?? []), record];
    if (keys.length === 0) alone.push(group);
    for (const key of group.flatMap(keysOf)) groups.set(key, group);
  }
  return [...new Set(groups.values()), ...alone];
}

// TMDB counts movies and series separately; 0 stands for an id that is not known.
function keysOf({ type, ids }: MediaRecord): string[] {
  return Object.entries(ids).flatMap(([database, id]) =>
    id === undefined || id === 0 || id === '' ? [] : [`${type} ${database} ${id}`],
  );
}
