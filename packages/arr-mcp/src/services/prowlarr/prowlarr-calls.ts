import { arrCalls } from '../arr/arr-calls.ts';
import { defineCalls } from '../service-call.ts';

const api = '/api/v1';

const ownCalls = defineCalls({
  oneIndexer: { method: 'GET', path: `${api}/indexer/{id}` },
  // A failed test is answered with status 400 and what is wrong.
  testIndexer: { method: 'POST', path: `${api}/indexer/test`, body: {}, isSlow: true, alsoAccepts: 400 },
  indexerStatuses: { method: 'GET', path: `${api}/indexerstatus` },
  indexerStats: { method: 'GET', path: `${api}/indexerstats`, query: { startDate: 'text', endDate: 'text' } },
  applications: { method: 'GET', path: `${api}/applications` },
  testApplications: { method: 'POST', path: `${api}/applications/testall`, isSlow: true, alsoAccepts: 400 },
  search: {
    method: 'GET',
    path: `${api}/search`,
    query: { query: 'text', indexerIds: 'list', categories: 'list' },
    isSlow: true,
  },
  history: {
    method: 'GET',
    path: `${api}/history`,
    query: {
      page: 'number',
      pageSize: 'number',
      sortKey: 'text',
      sortDirection: ['ascending', 'descending'],
      eventType: 'list',
      successful: 'flag',
      indexerIds: 'list',
    },
  },
});

/** Every call that the client sends. */
export const prowlarrCalls = { ...arrCalls('v1'), ...ownCalls };
