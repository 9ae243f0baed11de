import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { ItemFiles } from '../../services/plex/plex-library-schemas.ts';
import type { KnownItem } from './find-item.ts';

/** One version of an item, such as that in 4k. */
export interface ItemVersion {
  readonly version: number;
  readonly resolution: string | undefined;
  readonly sizeBytes: number;
  readonly paths: readonly string[];
}

export interface FileTotals {
  readonly files: number;
  readonly sizeBytes: number;
  /** the first ones */
  readonly paths: readonly string[];
}

const pageSize = 500;
const mostPaths = 10;

/** What an item, with all that belongs to it, has on disk. */
export async function readItemFiles(client: PlexClient, { id, type = '' }: KnownItem): Promise<FileTotals> {
  if (!['show', 'season', 'artist', 'album'].includes(type)) {
    const own = await client.library.files(id);
    return addFiles({ files: 0, sizeBytes: 0, paths: [] }, own === undefined ? [] : [own]);
  }
  let totals: FileTotals = { files: 0, sizeBytes: 0, paths: [] };
  for (let start = 0; ; start += pageSize) {
    // Page after page: only the sums are kept.
    const { items, total } = await client.library.leafFiles(id, { start, size: pageSize });
    totals = addFiles(totals, items);
    if (items.length === 0 || start + items.length >= total) return totals;
  }
}

/** Of a film, an episode or a track; what has others below it has none itself. */
export async function listVersions(client: PlexClient, { id }: KnownItem): Promise<ItemVersion[]> {
  const own = await client.library.files(id);
  return (own?.Media ?? []).flatMap(({ id: version, videoResolution: resolution, Part }) => {
    const sizeBytes = Part.reduce((sum, { size = 0 }) => sum + size, 0);
    return version === undefined
      ? []
      : [{ version, resolution, sizeBytes, paths: Part.flatMap(({ file }) => file ?? []) }];
  });
}

function addFiles({ files, sizeBytes, paths }: FileTotals, items: readonly ItemFiles[]): FileTotals {
  const parts = items.flatMap(({ Media }) => Media.flatMap(({ Part }) => Part));
  return {
    files: files + parts.length,
    sizeBytes: sizeBytes + parts.reduce((sum, { size = 0 }) => sum + size, 0),
    paths: [...paths, ...parts.flatMap(({ file }) => file ?? [])].slice(0, mostPaths),
  };
}
