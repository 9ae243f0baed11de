import { defineCalls } from '../service-call.ts';

/** What plays, what was watched, by whom and on what. */
export const plexActivityCalls = defineCalls({
  sessions: { method: 'GET', path: '/status/sessions' },
  history: {
    method: 'GET',
    path: '/status/sessions/history/all',
    query: {
      accountID: 'number',
      'viewedAt>': 'number',
      librarySectionID: 'number',
      metadataItemID: 'number',
      sort: 'list',
    },
    isSlow: true,
  },
  accounts: { method: 'GET', path: '/accounts' },
  devices: { method: 'GET', path: '/devices' },
  continueWatching: { method: 'GET', path: '/hubs/continueWatching', query: { count: 'number' } },
  durations: { method: 'GET', path: '/library/metadata/{ids}' },
});
