/** What each sort key sorts a resource by. */
export type SortKeys<Item> = Readonly<Record<string, (item: Item) => string | number>>;

export interface Sorting<Item> {
  readonly keys: SortKeys<Item>;
  /** when the caller names none, or one that there is not */
  readonly fallback: string;
  readonly descending?: boolean;
}

/** A paged resource's answer, for `page`, `pageSize`, `sortKey` and `sortDirection` of the query. */
export function toPaged<Item>(items: readonly Item[], query: URLSearchParams, sorting: Sorting<Item>): object {
  const page = positive(query.get('page'), 1);
  const pageSize = positive(query.get('pageSize'), 10);
  const asked = query.get('sortKey') ?? '';
  const sortKey = Object.hasOwn(sorting.keys, asked) ? asked : sorting.fallback;
  const sortDirection = directionOf(query.get('sortDirection'), sorting.descending === true);
  const valueOf = sorting.keys[sortKey] ?? (() => 0);
  const ascending = items.toSorted((one, other) => compare(valueOf(one), valueOf(other)));
  const sorted = sortDirection === 'descending' ? ascending.toReversed() : ascending;
  const start = (page - 1) * pageSize;
  const records = sorted.slice(start, start + pageSize);
  return { page, pageSize, sortKey, sortDirection, totalRecords: items.length, records };
}

function positive(text: string | null, fallback: number): number {
  const value = Number(text ?? '');
  return Number.isInteger(value) && value > 0 ? value : fallback;
}

function directionOf(asked: string | null, descending: boolean): 'ascending' | 'descending' {
  if (asked === 'ascending' || asked === 'descending') return asked;
  return descending ? 'descending' : 'ascending';
}

function compare(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other));
}
