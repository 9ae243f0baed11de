import type { ItemList } from './answer.ts';
import type { PlexView } from './plex-entry.ts';
import type { PlexState } from './plex-state.ts';

/** What a query finds in the history, in its order; nothing is copied where nothing is left out. */
export function selectViews(state: PlexState, query: URLSearchParams): ItemList<PlexView> {
  const found = state.selections.get(`views ${query.toString()}`, () => filterViews(state, query));
  return query.get('sort') === 'viewedAt:desc' ? latestFirst(found) : found;
}

function filterViews(state: PlexState, query: URLSearchParams): readonly PlexView[] {
  const tests = [...query].flatMap(([name, value]) => testOf(state, name, value));
  return tests.length === 0 ? state.views : state.views.filter((view) => tests.every((test) => test(view)));
}

type Test = (view: PlexView) => boolean;

function testOf(state: PlexState, name: string, value: string): Test[] {
  const number = Number(value);
  if (name === 'accountID') return [({ accountId }) => accountId === number];
  // `viewedAt>` and its like come with the sign in the name, as `viewedAt>=1` is read.
  if (name === 'viewedAt>') return [({ viewedAt }) => viewedAt >= number];
  if (name === 'librarySectionID') return [({ ratingKey }) => state.entries.get(ratingKey)?.sectionId === number];
  return name === 'metadataItemID' ? [({ ratingKey }) => isBelow(state, ratingKey, number)] : [];
}

/** A show's history is that of its episodes. */
function isBelow(state: PlexState, ratingKey: number, item: number): boolean {
  const parent = state.entries.get(ratingKey)?.parent;
  return ratingKey === item || (parent !== undefined && isBelow(state, parent, item));
}

function latestFirst<Item>(items: readonly Item[]): ItemList<Item> {
  const { length } = items;
  const from = (end: number): number => Math.max(0, length - end);
  return { length, slice: (start, end) => items.slice(from(end), from(start)).toReversed() };
}
