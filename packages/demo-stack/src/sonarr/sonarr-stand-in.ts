import { createArrApp } from '../arr/arr-app.ts';
import type { ArrState, QueueEntry, Resource } from '../arr/arr-state.ts';
import { queueRecord } from '../arr/queue-record.ts';
import { queueRoutes } from '../arr/queue-routes.ts';
import type { StandIn, StandInOptions } from '../stand-in.ts';
import { createLibrary } from './create-library.ts';
import { episodeRoutes } from './episode-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { historyRoutes } from './history-routes.ts';
import { importRoutes } from './import-routes.ts';
import type { Library } from './library.ts';
import { releaseRoutes } from './release-routes.ts';
import { episodeResource, seriesPart } from './resources.ts';
import { seriesRoutes } from './series-routes.ts';
import { sonarrCommands } from './sonarr-commands.ts';

export interface SonarrStandInOptions extends StandInOptions {
  /** what differs from a household where all is well */
  readonly state?: Partial<ArrState>;
}

/** A Sonarr of API v3 with the household's series; it keeps what is added, changed, deleted and imported. */
export function createSonarrStandIn(options: SonarrStandInOptions): StandIn {
  const library = createLibrary(options.world);
  const commands = sonarrCommands(library, () => state);
  const { app, state } = createArrApp({ ...options, name: 'Sonarr', commands });
  const parts = [
    seriesRoutes(library, state),
    episodeRoutes(library),
    fileRoutes(library),
    historyRoutes(library),
    releaseRoutes(library, state),
    importRoutes(library, state),
    queueRoutes(state, (entry, query) => queued(library, entry, query)),
  ];
  for (const routes of parts) app.route('/api/v3', routes);
  return { fetch: async (request) => app.fetch(request) };
}

function queued(library: Library, entry: QueueEntry, query: URLSearchParams): Resource {
  const record = queueRecord(entry, 'Sonarr', library.world);
  const episode = library.findEpisode(entry.download.subject);
  if (episode === undefined) return record;
  const { seriesId, id: episodeId, seasonNumber, episodeFileId } = episode;
  return {
    ...record,
    seriesId,
    episodeId,
    seasonNumber,
    episodeHasFile: episodeFileId > 0,
    ...(query.get('includeSeries') === 'true' ? { series: seriesPart(library, seriesId) } : {}),
    ...(query.get('includeEpisode') === 'true' ? { episode: episodeResource(library, episode) } : {}),
  };
}
