import { z } from 'zod';

import type { HistoryRecord } from '../../services/sonarr/episode-schemas.ts';
import type { SonarrClient } from '../../services/sonarr/sonarr-client.ts';
import { READ } from '../annotations.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { eventFields, eventInput, eventReleaseFields, toEvent, toEventRelease } from '../arr/history-row.ts';
import { type PageRequest, askUpstreamPage } from '../arr/upstream-page.ts';
import { defineTool } from '../define-tool.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';
import { findSeries } from '../sonarr/find-series.ts';
import { shortLine } from '../arr/short-line.ts';

const HistoryRow = z.object({
  instance: z.string().optional(),
  ...eventFields,
  series: z.string().optional(),
  series_id: z.int().optional(),
  season: z.int().optional(),
  episode: z.int().optional(),
  episode_id: z.int().optional(),
  ...eventReleaseFields,
});

export default defineTool({
  name: 'sonarr_get_history',
  title: 'What happened in Sonarr',
  description: 'What was grabbed, imported, deleted or failed.',
  toolset: 'sonarr_more',
  annotations: READ,
  input: z.object({
    series: idOrTitle.optional(),
    event: eventInput,
    ...pageInput,
    ...instanceInput,
  }),
  output: z.object({ items: z.array(HistoryRow), ...pageOutput, ...instanceOutput }),
  async handler({ series, event, ...input }, context) {
    const idOf = seriesIdFinder(series);
    return askUpstreamPage(
      context,
      { service: 'sonarr', ...input },
      {
        read: async (client, request: PageRequest) => client.history(request, { event, seriesId: await idOf(client) }),
        sortedBy: ({ date }) => date,
        descending: true,
        toRow,
      },
    );
  },
});

/** Looks a title up once for each client, however many pages are read. */
function seriesIdFinder(series: string | undefined): (client: SonarrClient) => Promise<number | undefined> {
  const known = new WeakMap<SonarrClient, Promise<number>>();
  return async (client) => {
    if (series === undefined) return undefined;
    const found = known.get(client) ?? findSeries(client, series).then(({ id }) => id);
    known.set(client, found);
    return found;
  };
}

function toRow(record: HistoryRecord) {
  const { series, episode } = record;
  return {
    ...toEvent(record),
    series: shortLine(series?.title),
    series_id: record.seriesId,
    season: episode?.seasonNumber,
    episode: episode?.episodeNumber,
    episode_id: record.episodeId,
    ...toEventRelease(record),
  };
}
