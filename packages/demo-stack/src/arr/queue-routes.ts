import { Hono } from 'hono';

import type { ArrState, QueueEntry, Resource } from './arr-state.ts';
import { missing } from './missing.ts';
import { type SortKeys, toPaged } from './paged.ts';

/** The record of a download; the query says what it is to include (`includeSeries=true`). */
export type DescribeQueued = (entry: QueueEntry, query: URLSearchParams) => Resource;

// A download without an end in sight stands last.
const keys: SortKeys<Resource> = {
  timeleft: ({ timeleft }) => (typeof timeleft === 'string' ? timeleft : '99:99:99'),
  title: ({ title }) => String(title),
  size: ({ size }) => Number(size),
  status: ({ status }) => String(status),
  added: ({ added }) => String(added),
  protocol: ({ protocol }) => String(protocol),
};

/** The queue, and taking things out of it. */
export function queueRoutes(state: ArrState, describe: DescribeQueued): Hono {
  const routes = new Hono();
  const all = (query: URLSearchParams): Resource[] => state.queue.map((entry) => describe(entry, query));
  routes.get('/queue', ({ req, json }) => {
    const query = new URL(req.url).searchParams;
    return json(toPaged(all(query), query, { keys, fallback: 'timeleft' }));
  });
  routes.get('/queue/details', ({ req, json }) => json(all(new URL(req.url).searchParams)));
  routes.get('/queue/status', ({ json }) => json(statusOf(all(new URLSearchParams()))));
  routes.delete('/queue/:id{[0-9]+}', (context) => {
    const id = Number(context.req.param('id'));
    const found = state.queue.find((entry) => entry.id === id);
    if (found === undefined) return missing(context, 'Queue', id);
    // The entries of one download, such as the episodes of a season, go together.
    state.queue = state.queue.filter(({ download }) => download.id !== found.download.id);
    return context.json({});
  });
  return routes;
}

function statusOf(records: readonly Resource[]): object {
  const has = (status: string): boolean => records.some((record) => record['trackedDownloadStatus'] === status);
  const none = { unknownCount: 0, unknownErrors: false, unknownWarnings: false };
  return {
    id: 1,
    totalCount: records.length,
    count: records.length,
    ...none,
    errors: has('error'),
    warnings: has('warning'),
  };
}
