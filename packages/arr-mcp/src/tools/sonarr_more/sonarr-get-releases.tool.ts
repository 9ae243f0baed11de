import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { Release } from '../../services/sonarr/episode-schemas.ts';
import type { ReleaseQuery, SonarrClient } from '../../services/sonarr/sonarr-client.ts';
import { READ } from '../annotations.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { handleOf, releaseRowFields, toReleaseRow } from '../arr/release-row.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { findSeries } from '../sonarr/find-series.ts';

const ReleaseRow = z.object({
  instance: z.string().optional(),
  ...releaseRowFields,
  season: z.int().optional(),
  episodes: z.array(z.int()).optional(),
  full_season: z.boolean().optional(),
});

export default defineTool({
  name: 'sonarr_get_releases',
  title: 'Releases of an episode or season',
  description: 'Asks the indexers for an episode, or season of a series.',
  toolset: 'sonarr_more',
  longRunning: true,
  annotations: READ,
  input: z.object({
    episode_id: z.int().min(1).optional(),
    series: idOrTitle.optional(),
    season: z.int().min(0).optional(),
    limit: pageInput.limit,
    ...instanceInput,
  }),
  output: z.object({ items: z.array(ReleaseRow), total: z.int(), ...instanceOutput }),
  async handler({ instance, limit, ...of }, context) {
    const asked = await askInstances(context, { service: 'sonarr', instance }, async (client) =>
      (await client.releases(await toQuery(client, of)))
        .sort(acceptedFirst)
        .map((release) => toRow(release, handleOf(context, client.instance, release))),
    );
    // Another page would search anew, so that there is only one.
    const { items, total } = page(joinAnswers(asked), { limit });
    return { items, total, unavailable: asked.unavailable };
  },
});

interface Wish {
  readonly episode_id?: number | undefined;
  readonly series?: string | undefined;
  readonly season?: number | undefined;
}

async function toQuery(client: SonarrClient, { episode_id: episodeId, series, season }: Wish): Promise<ReleaseQuery> {
  if (episodeId !== undefined && series === undefined) return { episodeId };
  if (episodeId !== undefined || series === undefined || season === undefined) {
    throw new AppError('invalid_argument', 'give either episode_id, or series and season', {
      hint: 'sonarr_get_episodes shows the ids of episodes.',
    });
  }
  return { seriesId: (await findSeries(client, series)).id, seasonNumber: season };
}

// Sonarr has put the best first; the order among equals stays.
function acceptedFirst(one: Release, other: Release): number {
  return Number(one.rejected === true) - Number(other.rejected === true);
}

function toRow(release: Release, handle: string) {
  const { mappedSeasonNumber, mappedEpisodeNumbers = [], fullSeason } = release;
  return {
    ...toReleaseRow(release, handle),
    season: mappedSeasonNumber,
    episodes: fullSeason === true || mappedEpisodeNumbers.length === 0 ? undefined : mappedEpisodeNumbers,
    full_season: fullSeason === true ? true : undefined,
  };
}
