import { z } from 'zod';

import type { Episode } from '../../services/sonarr/episode-schemas.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { EpisodeRow, toEpisodeRow } from './episode-row.ts';
import { askAboutSeries, seriesInput } from './find-series.ts';

export default defineTool({
  name: 'sonarr_get_episodes',
  title: 'Episodes of a series',
  description: 'Episodes of a series, all or the missing ones.',
  toolset: 'sonarr',
  annotations: READ,
  input: z.object({
    ...seriesInput,
    season: z.int().min(0).optional(),
    missing: z.boolean().optional(),
    ...pageInput,
    ...instanceInput,
  }),
  output: z.object({ items: z.array(EpisodeRow), ...pageOutput, ...instanceOutput }),
  async handler({ season, missing = false, ...input }, context) {
    const now = new Date().toISOString();
    const asked = await askAboutSeries(context, input, async (client, { id }) => {
      const episodes = await client.episodes(id, season);
      return episodes
        .filter((episode) => !missing || isMissing(episode, now))
        .sort(inOrder)
        .map(toEpisodeRow);
    });
    return { ...page(joinAnswers(asked), input), unavailable: asked.unavailable };
  },
});

function isMissing({ hasFile, airDateUtc }: Episode, now: string): boolean {
  return hasFile !== true && airDateUtc !== undefined && airDateUtc < now;
}

function inOrder(one: Episode, other: Episode): number {
  return one.seasonNumber - other.seasonNumber || one.episodeNumber - other.episodeNumber;
}
