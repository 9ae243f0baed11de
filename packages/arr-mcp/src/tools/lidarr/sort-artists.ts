import type { ArtistRow } from '../../services/lidarr/artist-schemas.ts';
import { compareNames } from '../arr/compare-names.ts';
import { missingTracks } from './artist-fields.ts';

export const artistSorts = ['name', 'added', 'size', 'missing'] as const;
export type ArtistSort = (typeof artistSorts)[number];

// Names from A to Z; of the others, what is asked for first: the latest, the largest, the least complete.
const comparers: Readonly<Record<ArtistSort, (one: ArtistRow, other: ArtistRow) => number>> = {
  name: (one, other) => compareNames(nameOf(one), nameOf(other)),
  added: (one, other) => (other.added ?? '').localeCompare(one.added ?? ''),
  size: (one, other) => (other.statistics?.sizeOnDisk ?? 0) - (one.statistics?.sizeOnDisk ?? 0),
  missing: (one, other) => missingTracks(other) - missingTracks(one),
};

/** Artists that are equal stand in the order of their names. */
export function sortArtists<Item extends ArtistRow>(items: readonly Item[], sort: ArtistSort): Item[] {
  return items.toSorted((one, other) => comparers[sort](one, other) || comparers.name(one, other));
}

function nameOf({ sortName, artistName }: ArtistRow): string {
  return sortName ?? artistName ?? '';
}
