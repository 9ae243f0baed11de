import { type PlexEntry, type PlexSection, type PlexType, plexTypes } from './plex-entry.ts';
import type { PlexState } from './plex-state.ts';

const listTypes = { movie: 'movie', show: 'show', artist: 'artist' } as const;

/** What a query finds in a library, in its order; the query is what `/library/sections/{id}/all` takes. */
export function selectEntries(state: PlexState, sectionId: number, query: URLSearchParams): readonly PlexEntry[] {
  const section = state.sections.find(({ key }) => key === sectionId);
  if (section === undefined) return [];
  return state.selections.get(`section ${sectionId} ${query.toString()}`, () => select(state, section, query));
}

function select(state: PlexState, section: PlexSection, query: URLSearchParams): PlexEntry[] {
  const type = typeOf(query.get('type')) ?? listTypes[section.type];
  const tests = [...query].flatMap(([name, value]) => testOf(state, name, value));
  const found = [...state.entries.values()].filter(
    (entry) => entry.sectionId === section.key && entry.type === type && tests.every((test) => test(entry)),
  );
  return sortEntries(state, found, query.get('sort') ?? 'titleSort');
}

/** What a library can be filtered by: numbered tags, or the values themselves. */
export function filterChoices(
  state: PlexState,
  sectionId: number,
  filter: string,
): { key: string; title: string }[] | undefined {
  const read = tagReaders[filter] ?? valueReaders[filter];
  if (read === undefined) return undefined;
  const entries = [...state.entries.values()].filter((entry) => entry.sectionId === sectionId);
  const titles = [...new Set(entries.flatMap(read))].toSorted((one, other) => one.localeCompare(other));
  const isTag = filter in tagReaders;
  return titles.map((title) => ({ key: isTag ? tagKey(title) : encodeURIComponent(title), title }));
}

type Test = (entry: PlexEntry) => boolean;

function testOf(state: PlexState, name: string, value: string): Test[] {
  const field = name.replace(/[!<>]$/, '');
  const read = tagReaders[field];
  if (read !== undefined) return [(entry) => read(entry).some((title) => value.split(',').includes(tagKey(title)))];
  const readValue = valueReaders[field];
  if (readValue !== undefined)
    return [(entry) => readValue(entry).some((each) => each.toLowerCase() === value.toLowerCase())];
  if (field === 'title') return [(entry) => entry.title.toLowerCase().includes(value.toLowerCase())];
  if (field === 'episode.resolution') {
    return [(entry) => state.leavesOf(entry).some((leaf) => leaf.files.some(({ resolution }) => resolution === value))];
  }
  if (field === 'trash') return [({ deletedAt }) => (deletedAt !== undefined) === (value === '1')];
  if (name === 'addedAt>') return [(entry) => entry.addedAt >= Number(value)];
  if (field !== 'unwatched' && field !== 'unwatchedLeaves') return [];
  const wants = (value === '1') !== name.endsWith('!');
  return [(entry) => state.leavesOf(entry).some((leaf) => leaf.viewCount === 0) === wants];
}

const tagReaders: Readonly<Record<string, (entry: PlexEntry) => readonly string[]>> = {
  genre: ({ genres }) => genres,
  director: ({ directors }) => directors,
  writer: ({ writers }) => writers,
  actor: ({ actors }) => actors,
  network: ({ network }) => (network === undefined ? [] : [network]),
};

const valueReaders: Readonly<Record<string, (entry: PlexEntry) => string[]>> = {
  year: ({ year }) => (year === undefined ? [] : [String(year)]),
  contentRating: ({ contentRating }) => (contentRating === undefined ? [] : [contentRating]),
  studio: ({ studio }) => (studio === undefined ? [] : [studio]),
  resolution: ({ files }) => files.flatMap(({ resolution }) => resolution ?? []),
};

/** The same name has the same number everywhere, as in Plex. */
function tagKey(title: string): string {
  let key = 7;
  for (const character of title) key = (key * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return String(key);
}

function typeOf(text: string | null): PlexType | undefined {
  // The keys are the types' names.
  const found = (Object.keys(plexTypes) as (keyof typeof plexTypes)[]).find((name) => String(plexTypes[name]) === text);
  return found === 'collection' ? undefined : found;
}

export function sortEntries(state: PlexState, entries: readonly PlexEntry[], sort: string): PlexEntry[] {
  const [field = 'titleSort', direction = 'asc'] = sort.split(':');
  const sign = direction === 'desc' ? -1 : 1;
  const read = sortReaders[field] ?? sortTitle;
  // What they are sorted by is read once of each, not at each comparison: a large library is asked for by the page.
  const keyed = entries.map((entry) => ({ entry, key: read(entry, state) }));
  keyed.sort((one, other) => {
    if (one.key === other.key) return one.entry.ratingKey - other.entry.ratingKey;
    return one.key < other.key ? -sign : sign;
  });
  return keyed.map(({ entry }) => entry);
}

const sortTitle = ({ title, titleSort }: PlexEntry): string => (titleSort ?? title).toLowerCase();

const sortReaders: Readonly<Record<string, (entry: PlexEntry, state: PlexState) => string | number>> = {
  addedAt: ({ addedAt }) => addedAt,
  year: ({ year = 0 }) => year,
  originallyAvailableAt: ({ originallyAvailableAt = '' }) => originallyAvailableAt,
  rating: ({ rating = 0 }) => rating,
  duration: ({ durationMs = 0 }) => durationMs,
  viewCount: ({ viewCount }) => viewCount,
  lastViewedAt: (entry, state) => Math.max(...state.leavesOf(entry).map(({ lastViewedAt }) => lastViewedAt)),
};
