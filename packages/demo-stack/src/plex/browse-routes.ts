import { type Context, Hono } from 'hono';

import { container, paged } from './answer.ts';
import { type Resource, details, guids, metadata } from './metadata.ts';
import type { PlexEntry, PlexSection, PlexType } from './plex-entry.ts';
import type { PlexState } from './plex-state.ts';
import { filterChoices, selectEntries, sortEntries } from './select-entries.ts';

const recentTypes: ReadonlySet<PlexType> = new Set(['movie', 'season', 'album']);
const searchedTypes = ['movie', 'show', 'episode', 'artist', 'album', 'track'] as const;
// Where a search says nothing else.
const usualHubSize = 3;

/** Libraries, what is in them, and looking for it. */
export function browseRoutes(state: PlexState, ownersToken: string): Hono {
  const app = new Hono();
  const toRow = (entry: PlexEntry): Resource => metadata(state, entry);
  app.get('/library/sections', (context) => container(context, 'Directory', state.sections.map(sectionResource)));
  app.get('/library/sections/:id/all', (context) => {
    const entries = selectEntries(state, Number(context.req.param('id')), new URL(context.req.url).searchParams);
    const withGuids = context.req.query('includeGuids') === '1';
    return paged(context, entries, (entry) => ({ ...toRow(entry), ...(withGuids ? guids(entry) : {}) }));
  });
  app.get('/library/metadata/:id', (context) => {
    const ids = context.req.param('id').split(',');
    const found = ids.flatMap((each) => state.entries.get(Number(each)) ?? []);
    if (found.length === 0) return notFound(context);
    return container(
      context,
      'Metadata',
      found.map((entry) => details(state, entry)),
    );
  });
  app.get('/library/metadata/:id/children', (context) => {
    const key = Number(context.req.param('id'));
    return state.entries.has(key) ? paged(context, state.childrenOf(key), toRow) : notFound(context);
  });
  app.get('/library/recentlyAdded', (context) => {
    const recent = [...state.entries.values()].filter(({ type }) => recentTypes.has(type));
    return paged(context, sortEntries(state, recent, 'addedAt:desc'), toRow);
  });
  app.get('/library/onDeck', (context) => {
    const account = state.accountOf(tokenIn(context), ownersToken);
    return paged(context, onDeck(state, account), toRow);
  });
  app.get('/hubs/continueWatching', (context) => {
    const items = onDeck(state).slice(0, Number(context.req.query('count') ?? 100));
    const hub = { hubIdentifier: 'continueWatching', type: 'mixed', title: 'Continue Watching', size: items.length };
    return container(context, 'Hub', [{ ...hub, Metadata: items.map(toRow) }]);
  });
  app.get('/hubs/search', (context) => container(context, 'Hub', searchHubs(state, context.req.query())));
  app.get('/library/sections/:id/:filter', (context) => {
    const choices = filterChoices(state, Number(context.req.param('id')), context.req.param('filter'));
    return choices === undefined ? context.notFound() : container(context, 'Directory', choices);
  });
  return app;
}

function sectionResource(section: PlexSection): Resource {
  const { key, type, title, agent, scanner, path, refreshedAt } = section;
  return {
    key: String(key),
    type,
    title,
    agent,
    scanner,
    language: 'en-US',
    uuid: `00000000-0000-4000-8000-00000000000${key}`,
    refreshing: false,
    createdAt: 1_600_000_000,
    updatedAt: refreshedAt,
    scannedAt: refreshedAt,
    Location: [{ id: key, path }],
  };
}

/** What was begun, then the next episode of each show of which one was seen; the latest first. */
export function onDeck(state: PlexState, account = 1): PlexEntry[] {
  if (account !== 1) return deckOf(state, account);
  const begun = [...state.entries.values()].filter(({ viewOffsetMs, files }) => viewOffsetMs > 0 && files.length > 0);
  const next = state.ofType('show').flatMap((show) => nextEpisode(state, show, begun));
  return sortEntries(state, begun, 'lastViewedAt:desc').concat(next);
}

/** Of somebody else only what comes after what they have seen is known. */
function deckOf(state: PlexState, account: number): PlexEntry[] {
  const seen = new Set(state.views.filter(({ accountId }) => accountId === account).map(({ ratingKey }) => ratingKey));
  return state.ofType('show').flatMap((show) => {
    const episodes = state.leavesOf(show);
    const last = episodes.findLastIndex(({ ratingKey }) => seen.has(ratingKey));
    return last === -1 ? [] : episodes.slice(last + 1, last + 2);
  });
}

function nextEpisode(state: PlexState, show: PlexEntry, begun: readonly PlexEntry[]): PlexEntry[] {
  const episodes = state.leavesOf(show);
  if (episodes.some((episode) => begun.includes(episode))) return [];
  const last = episodes.findLastIndex(({ viewCount }) => viewCount > 0);
  const following = last === -1 ? undefined : episodes[last + 1];
  return following === undefined ? [] : [following];
}

/** By title first, then films and shows by their people. A section only sorts what is found, and does not narrow it. */
function searchHubs(state: PlexState, query: Readonly<Record<string, string>>): Resource[] {
  const { limit = String(usualHubSize), sectionId = '' } = query;
  const words = (query['query'] ?? '').toLowerCase();
  const all = [...state.entries.values()];
  const titled = all.filter(({ title }) => title.toLowerCase().includes(words));
  const known = new Set(titled);
  const found: [PlexEntry, Resource][] = [
    ...titled.map((entry): [PlexEntry, Resource] => [entry, {}]),
    ...all.flatMap((entry): [PlexEntry, Resource][] => {
      const person = known.has(entry) ? undefined : personIn(entry, words);
      return person === undefined ? [] : [[entry, { reason: 'actor', reasonTitle: person }]];
    }),
  ].toSorted(([one], [other]) => sortsBefore(other, sectionId) - sortsBefore(one, sectionId));
  return searchedTypes.map((type) => {
    const items = found.filter(([entry]) => entry.type === type).slice(0, Number(limit));
    const hub = { hubIdentifier: type, type, title: `${type}s`, size: items.length, more: false, style: 'shelf' };
    if (items.length === 0) return hub;
    return { ...hub, Metadata: items.map(([entry, reason]) => ({ ...metadata(state, entry), ...reason })) };
  });
}

function personIn({ type, actors }: PlexEntry, words: string): string | undefined {
  if (type !== 'movie' && type !== 'show') return undefined;
  return actors.find((name) => name.toLowerCase().includes(words));
}

function sortsBefore({ sectionId }: PlexEntry, preferred: string): number {
  return String(sectionId) === preferred ? 1 : 0;
}

export function tokenIn(context: Context): string | undefined {
  return context.req.header('x-plex-token') ?? context.req.query('X-Plex-Token');
}

/** Plex says so in a web page. */
export function notFound(context: Context): Response {
  return context.html('<html><head><title>Not Found</title></head><body><h1>404 Not Found</h1></body></html>', 404);
}
