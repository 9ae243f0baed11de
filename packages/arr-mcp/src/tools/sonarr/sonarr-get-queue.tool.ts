import { z } from 'zod';

import type { QueueRecord } from '../../services/sonarr/episode-schemas.ts';
import { READ } from '../annotations.ts';
import { queueDetailFields, queueRowFields, toQueueDetails, toQueueRow } from '../arr/queue-row.ts';
import { askUpstreamPage } from '../arr/upstream-page.ts';
import { defineTool } from '../define-tool.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';
import { shortLine } from '../arr/short-line.ts';

const QueueRow = z.object({
  ...queueRowFields,
  series: z.string().optional(),
  series_id: z.int().optional(),
  season: z.int().optional(),
  episode: z.int().optional(),
  episode_title: z.string().optional(),
  episode_id: z.int().optional(),
  ...queueDetailFields,
});

export default defineTool({
  name: 'sonarr_get_queue',
  title: 'Sonarr download queue',
  description: 'Downloads of Sonarr, and why one is stuck.',
  toolset: 'sonarr',
  annotations: READ,
  input: z.object({ detail: z.enum(['concise', 'detailed']).optional(), ...pageInput, ...instanceInput }),
  output: z.object({ items: z.array(QueueRow), ...pageOutput, ...instanceOutput }),
  async handler({ detail, ...input }, context) {
    return askUpstreamPage(
      context,
      { service: 'sonarr', ...input },
      {
        read: async (client, request) => client.queue(request),
        sortedBy: ({ estimatedCompletionTime }) => estimatedCompletionTime,
        toRow: (record) => (detail === 'detailed' ? { ...toRow(record), ...toQueueDetails(record) } : toRow(record)),
      },
    );
  },
});

function toRow(record: QueueRecord) {
  const { series, episode, seriesId, episodeId, seasonNumber } = record;
  return {
    ...toQueueRow(record),
    series: shortLine(series?.title),
    series_id: seriesId,
    season: episode?.seasonNumber ?? seasonNumber,
    episode: episode?.episodeNumber,
    episode_title: shortLine(episode?.title, 100),
    episode_id: episodeId,
  };
}
