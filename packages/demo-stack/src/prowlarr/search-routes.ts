import { Hono } from 'hono';

import type { ArrState } from '../arr/arr-state.ts';
import type { World } from '../world/world.ts';
import { isInCategories } from './categories.ts';
import { offersOf } from './offers.ts';
import type { QueryLog } from './query-log.ts';

/** Searching all indexers that are switched on and answer. */
export function searchRoutes({ providers }: ArrState, log: QueryLog, world: World): Hono {
  const routes = new Hono();
  routes.get('/search', ({ req, json }) => {
    const [query, ids, wanted] = [req.query('query') ?? '', req.queries('indexerIds'), req.queries('categories') ?? []];
    const asked = providers.indexer.filter(
      ({ isEnabled, resource }) => isEnabled && (ids === undefined || ids.includes(String(resource.id))),
    );
    if (asked.length === 0) {
      return json({ message: 'Search failed due to all selected indexers being unavailable' }, 400);
    }
    const found = asked.flatMap((indexer) => {
      const offers = indexer.failure === undefined ? offersOf(indexer, world, query) : [];
      const event = { indexerId: indexer.resource.id, eventType: 'indexerQuery' } as const;
      const data = { query, queryType: 'search', source: 'Prowlarr', elapsedTime: '310' };
      log.note({ ...event, successful: indexer.failure === undefined }, { ...data, queryResults: `${offers.length}` });
      return offers.filter(({ category }) => isInCategories(category, wanted));
    });
    return json(found.map(({ category: _category, ...release }) => release));
  });
  return routes;
}
