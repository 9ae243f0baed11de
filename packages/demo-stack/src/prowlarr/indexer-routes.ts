import { Hono } from 'hono';

import type { ArrState } from '../arr/arr-state.ts';
import { type SortKeys, toPaged } from '../arr/paged.ts';
import type { World } from '../world/world.ts';
import { type LoggedQuery, type QueryLog, historyEvents } from './query-log.ts';

const hourMs = 3_600_000;

// What happens in the same moment is told apart by its number.
const keys: SortKeys<LoggedQuery> = { date: ({ date, id }) => `${date} ${String(id).padStart(9, '0')}` };

/** How the indexers are and were; what is set up of them is as with every *arr. */
export function indexerRoutes({ providers }: ArrState, log: QueryLog, world: World): Hono {
  const routes = new Hono();
  routes.post('/indexer/test', async (context) => {
    const { id } = await context.req.json<{ id: number }>();
    const failure = providers.indexer.find(({ resource }) => resource.id === id)?.failure;
    if (failure === undefined) return context.json({});
    return context.json([{ isWarning: false, ...failure, severity: 'error' }], 400);
  });
  routes.get('/indexerstatus', ({ json }) => {
    const now = world.now();
    const failing = providers.indexer.filter(({ failure, isEnabled }) => failure !== undefined && isEnabled);
    return json(
      failing.map(({ resource: { id } }, index) => ({
        id: index + 1,
        indexerId: id,
        disabledTill: inHours(now, 6),
        mostRecentFailure: inHours(now, -1),
        initialFailure: inHours(now, -30),
      })),
    );
  });
  routes.get('/indexerstats', ({ req, json }) => {
    const since = req.query('startDate');
    const indexers = providers.indexer.map((indexer) => log.statisticsOf(indexer, since));
    return json({ indexers, userAgents: [], hosts: [] });
  });
  routes.get('/history', ({ req, json }) => {
    const query = new URL(req.url).searchParams;
    const found = log.entries.filter((entry) => isAsked(entry, query));
    return json(toPaged(found, query, { keys, fallback: 'date', descending: true }));
  });
  return routes;
}

function isAsked({ indexerId, eventType, successful }: LoggedQuery, query: URLSearchParams): boolean {
  const [indexers, events, success] = [query.getAll('indexerIds'), query.getAll('eventType'), query.get('successful')];
  return (
    (indexers.length === 0 || indexers.includes(String(indexerId))) &&
    (events.length === 0 || events.includes(String(historyEvents[eventType]))) &&
    (success === null || success === String(successful))
  );
}

function inHours(now: Date, hours: number): string {
  return new Date(now.getTime() + hours * hourMs).toISOString();
}
