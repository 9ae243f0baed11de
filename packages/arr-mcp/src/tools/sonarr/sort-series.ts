import type { SeriesRow } from '../../services/sonarr/series-schemas.ts';

export const seriesSorts = ['title', 'year', 'added', 'size', 'missing', 'next_airing'] as const;
export type SeriesSort = (typeof seriesSorts)[number];

const keys: Readonly<Record<SeriesSort, (series: SeriesRow) => string | number | undefined>> = {
  title: ({ sortTitle, title }) => sortTitle ?? title?.toLowerCase(),
  year: ({ year }) => year,
  added: ({ added }) => added,
  size: ({ statistics }) => statistics?.sizeOnDisk,
  missing: missingCount,
  next_airing: ({ nextAiring }) => nextAiring,
};

/** How many episodes should be there and are not. */
export function missingCount({ statistics }: Pick<SeriesRow, 'statistics'>): number {
  return Math.max(0, (statistics?.episodeCount ?? 0) - (statistics?.episodeFileCount ?? 0));
}

/** What has no such key stands last either way. */
export function sortSeries<Item extends { readonly series: SeriesRow }>(
  items: readonly Item[],
  { sort, order }: { sort: SeriesSort; order: 'asc' | 'desc' },
): Item[] {
  const sign = order === 'desc' ? -1 : 1;
  // Each key is worked out once: a library has thousands.
  const keyed = items.map((item) => ({ item, key: keys[sort](item.series) }));
  return keyed.sort((one, other) => compare(one.key, other.key, sign)).map(({ item }) => item);
}

function compare(one: string | number | undefined, other: string | number | undefined, sign: number): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  if (one === other) return 0;
  return one < other ? -sign : sign;
}
