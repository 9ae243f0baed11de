export interface Selection {
  readonly start: number;
  /** 0: all */
  readonly limit: number;
  readonly search: string;
  readonly ids: readonly string[];
  /** empty: every one */
  readonly category: string;
  readonly failedOnly: boolean;
}

interface Selectable {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly failure?: string;
}

export function select<Item extends Selectable>(all: readonly Item[], wanted: Selection): readonly Item[] {
  const { ids, category, failedOnly } = wanted;
  const search = wanted.search.toLowerCase();
  return all.filter(
    (item) =>
      (ids.length === 0 || ids.includes(item.id)) &&
      (category === '' || item.category === category) &&
      (!failedOnly || item.failure !== undefined) &&
      item.name.toLowerCase().includes(search),
  );
}

export function part<Item>(all: readonly Item[], { start, limit }: Selection): readonly Item[] {
  return limit === 0 ? all.slice(start) : all.slice(start, start + limit);
}
