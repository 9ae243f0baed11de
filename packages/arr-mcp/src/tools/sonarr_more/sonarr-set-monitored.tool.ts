import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { SeriesRecord } from '../../services/sonarr/series-schemas.ts';
import type { SonarrClient } from '../../services/sonarr/sonarr-client.ts';
import { WRITE } from '../annotations.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { findSeries, nameOf } from '../sonarr/find-series.ts';

export default defineTool({
  name: 'sonarr_set_monitored',
  title: 'Monitor or not',
  description: 'Monitors a series, seasons of it, or episodes; or stops.',
  toolset: 'sonarr_more',
  annotations: WRITE,
  input: z.object({
    monitored: z.boolean(),
    series: idOrTitle.optional(),
    seasons: z.array(z.int().min(0)).min(1).max(100).optional(),
    episode_ids: z.array(z.int().min(1)).min(1).max(500).optional(),
    ...instanceInput,
  }),
  output: z.object({ message: z.string(), note: z.string().optional() }),
  async handler({ monitored, series, seasons, episode_ids: episodeIds, instance }, context) {
    const client = clientOf(context, 'sonarr', instance);
    if ((series === undefined) === (episodeIds === undefined)) {
      throw new AppError('invalid_argument', 'give either series or episode_ids', {
        hint: 'sonarr_get_episodes shows the ids of episodes.',
      });
    }
    const verb = monitored ? 'Monitors' : 'No longer monitors';
    if (series === undefined) {
      await client.monitorEpisodes(episodeIds ?? [], monitored);
      return { message: `${verb} ${episodeIds?.length ?? 0} episodes.` };
    }
    return mark(client, { series, seasons, monitored, verb });
  },
});

interface Wish {
  readonly series: string;
  readonly seasons: readonly number[] | undefined;
  readonly monitored: boolean;
  readonly verb: string;
}

/** Sonarr hands the mark of a season on to its episodes; that of a series stands above both. */
async function mark(client: SonarrClient, { series, seasons, monitored, verb }: Wish) {
  const found = await findSeries(client, series);
  if (seasons === undefined) {
    await client.updateSeries(found.id, (record) => ({ ...record, monitored }));
    return { message: `${verb} ${nameOf(found)}.` };
  }
  const now = await client.updateSeries(found.id, (record) => withSeasons(record, seasons, monitored));
  const isIdle = monitored && now.monitored === false;
  return {
    message: `${verb} ${seasons.length === 1 ? 'season' : 'seasons'} ${seasons.join(', ')} of ${nameOf(found)}.`,
    note: isIdle ? 'The series itself is not monitored, so nothing of it is downloaded.' : undefined,
  };
}

function withSeasons(record: SeriesRecord, wanted: readonly number[], monitored: boolean): SeriesRecord {
  const { seasons = [] } = record;
  const numbers = seasons.map(({ seasonNumber }) => seasonNumber);
  const unknown = wanted.filter((season) => !numbers.includes(season));
  if (unknown.length > 0) {
    throw new AppError('not_found', `there is no season ${unknown.join(', ')}`, {
      hint: `There is: ${numbers.join(', ')}.`,
    });
  }
  const marked = seasons.map((season) =>
    season.seasonNumber !== undefined && wanted.includes(season.seasonNumber) ? { ...season, monitored } : season,
  );
  return { ...record, seasons: marked };
}
