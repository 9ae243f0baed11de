import { z } from 'zod';

import type { FoundSeries } from '../../services/sonarr/series-schemas.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { shortLine } from '../arr/short-line.ts';

// What comes after the best is seldom meant; a longer term or tvdb:id finds it.
const mostFound = 25;

const FoundRow = z.object({
  instance: z.string().optional(),
  tvdb_id: z.int().optional(),
  title: z.string().optional(),
  year: z.int().optional(),
  status: z.string().optional(),
  network: z.string().optional(),
  seasons: z.int().optional(),
  overview: z.string().optional(),
  in_library: z.boolean(),
  series_id: z.int().optional(),
});

export default defineTool({
  name: 'sonarr_search_new_series',
  title: 'Find a series to add',
  description: 'Finds series to add, by title or tvdb:id.',
  toolset: 'sonarr',
  starred: true,
  longRunning: true,
  annotations: READ,
  input: z.object({ term: z.string().min(1).max(200), ...instanceInput }),
  output: z.object({ items: z.array(FoundRow), total: z.int(), ...instanceOutput }),
  async handler({ term, instance }, context) {
    const asked = await askInstances(context, { service: 'sonarr', instance }, async (client) =>
      (await client.lookup(term)).map(toFoundRow),
    );
    const all = joinAnswers(asked);
    return { items: all.slice(0, mostFound), total: all.length, unavailable: asked.unavailable };
  },
});

function toFoundRow({ id = 0, tvdbId, title, year, status, network, overview, ...rest }: FoundSeries) {
  return {
    tvdb_id: tvdbId,
    title: shortLine(title),
    year,
    status,
    network: shortLine(network),
    seasons: rest.statistics?.seasonCount ?? rest.seasons?.filter(({ seasonNumber = 0 }) => seasonNumber > 0).length,
    overview: shortLine(overview, 200),
    in_library: id > 0,
    series_id: id > 0 ? id : undefined,
  };
}
