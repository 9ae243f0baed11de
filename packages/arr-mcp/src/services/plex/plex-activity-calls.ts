import { defineCalls } from '../service-call.ts';

const historyQuery = {
  accountID: 'number',
  'viewedAt>': 'number',
  librarySectionID: 'number',
  metadataItemID: 'number',
  sort: 'list',
} as const;

/** What plays, what was watched, by whom and on what. */
export const plexActivityCalls = defineCalls({
  sessions: { method: 'GET', path: '/status/sessions' },
  history: { method: 'GET', path: '/status/sessions/history/all', query: historyQuery, isSlow: true },
  viewsToCount: {
    method: 'GET',
    path: '/status/sessions/history/all',
    query: { ...historyQuery, excludeFields: 'text' },
    isSlow: true,
  },
  accounts: { method: 'GET', path: '/accounts' },
  devices: { method: 'GET', path: '/devices' },
  continueWatching: { method: 'GET', path: '/hubs/continueWatching', query: { count: 'number' } },
  durations: { method: 'GET', path: '/library/metadata/{ids}' },
});
