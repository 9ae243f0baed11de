import { createArrApp } from '../arr/arr-app.ts';
import type { DemoProvider } from '../arr/demo-providers.ts';
import type { StandIn, StandInOptions } from '../stand-in.ts';
import { applicationRoutes } from './application-routes.ts';
import { demoIndexers } from './demo-indexers.ts';
import { indexerRoutes } from './indexer-routes.ts';
import { QueryLog } from './query-log.ts';
import { searchRoutes } from './search-routes.ts';

export interface ProwlarrStandInOptions extends StandInOptions {
  /** other ones than the household's */
  readonly indexers?: readonly DemoProvider[];
}

/** Prowlarr with four indexers that have all that the household knows of; it keeps what they were asked. */
export function createProwlarrStandIn({ indexers = demoIndexers(), ...options }: ProwlarrStandInOptions): StandIn {
  const { world } = options;
  const { app, state } = createArrApp({ ...options, name: 'Prowlarr' });
  state.providers.indexer = [...indexers];
  const log = new QueryLog(world, indexers);
  for (const routes of [indexerRoutes(state, log, world), searchRoutes(state, log, world), applicationRoutes()]) {
    app.route('/api/v1', routes);
  }
  return { fetch: async (request) => app.fetch(request) };
}
