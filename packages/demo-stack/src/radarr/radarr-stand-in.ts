import { createArrApp } from '../arr/arr-app.ts';
import type { ArrState, QueueEntry, Resource } from '../arr/arr-state.ts';
import { queueRecord } from '../arr/queue-record.ts';
import { queueRoutes } from '../arr/queue-routes.ts';
import type { StandIn, StandInOptions } from '../stand-in.ts';
import { activityRoutes } from './activity-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { importRoutes, libraryCommands, movieOf } from './import-routes.ts';
import { MovieLibrary } from './movie-library.ts';
import { movieRoutes } from './movie-routes.ts';
import { releaseRoutes } from './release-routes.ts';

export interface RadarrOptions extends StandInOptions {
  /** what differs from a household where all is well */
  readonly state?: Partial<ArrState>;
}

/** Radarr with the movies of the household; what is added, changed, grabbed or removed stays so. */
export function createRadarrStandIn(options: RadarrOptions): StandIn {
  const library = new MovieLibrary(options.world);
  const commands = libraryCommands(library, () => state);
  const { app, state } = createArrApp({ ...options, name: 'Radarr', commands });
  const api = '/api/v3';
  app.route(
    api,
    queueRoutes(state, (entry, query) => describeQueued(library, entry, query)),
  );
  app.route(api, movieRoutes(library, state));
  app.route(api, fileRoutes(library));
  app.route(api, activityRoutes(library));
  app.route(api, releaseRoutes(library, state));
  app.route(api, importRoutes(library, state));
  return { fetch: app.fetch };
}

// A download whose movie is not in the library is one that Radarr cannot place.
function describeQueued(library: MovieLibrary, entry: QueueEntry, query: URLSearchParams): Resource {
  const record = queueRecord(entry, 'Radarr', library.world);
  const movie = movieOf(library, entry);
  if (movie === undefined) return record;
  const included = query.get('includeMovie') === 'true' ? { movie: library.resource(movie) } : {};
  return { ...record, movieId: movie.id, ...included };
}
