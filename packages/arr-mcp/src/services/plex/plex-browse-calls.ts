import { defineCalls } from '../service-call.ts';

const flag = ['0', '1'] as const;

/** The fields that Plex filters by; a `!` after one means everything else. Shows are filtered by their episodes' too. */
const mediaQuery = {
  type: 'number',
  title: 'text',
  unwatched: flag,
  trash: flag,
  'unwatched!': flag,
  unwatchedLeaves: flag,
  'unwatchedLeaves!': flag,
  genre: 'text',
  year: 'number',
  contentRating: 'text',
  director: 'text',
  actor: 'text',
  writer: 'text',
  resolution: 'text',
  'episode.resolution': 'text',
  network: 'text',
  studio: 'text',
  'addedAt>': 'number',
  sort: 'text',
} as const;

/** Libraries, what is in them, and looking for it. */
export const plexBrowseCalls = defineCalls({
  sections: { method: 'GET', path: '/library/sections' },
  sectionItems: {
    method: 'GET',
    path: '/library/sections/{sectionId}/all',
    query: { ...mediaQuery, includeGuids: 'number' },
    isSlow: true,
  },
  filterChoices: { method: 'GET', path: '/library/sections/{sectionId}/{filter}', query: { type: 'number' } },
  item: { method: 'GET', path: '/library/metadata/{ids}', query: { includeGuids: 'number' } },
  children: { method: 'GET', path: '/library/metadata/{ids}/children' },
  search: {
    method: 'GET',
    path: '/hubs/search',
    query: { query: 'text', sectionId: 'number', limit: 'number' },
    isSlow: true,
  },
  recentlyAdded: { method: 'GET', path: '/library/recentlyAdded' },
  onDeck: { method: 'GET', path: '/library/onDeck' },
  refreshSection: {
    // Newer servers have POST for it as well; this one all of them have.
    method: 'GET',
    path: '/library/sections/{sectionId}/refresh',
    query: { path: 'text' },
    isRead: false,
  },
  emptyTrash: { method: 'PUT', path: '/library/sections/{sectionId}/emptyTrash' },
});
