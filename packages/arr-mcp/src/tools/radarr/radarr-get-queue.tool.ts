import { z } from 'zod';

import { READ } from '../annotations.ts';
import { queueDetailFields, queueRowFields, toQueueDetails, toQueueRow } from '../arr/queue-row.ts';
import { shortLine } from '../arr/short-line.ts';
import { askUpstreamPage } from '../arr/upstream-page.ts';
import { defineTool } from '../define-tool.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';

const QueueRow = z.object({
  ...queueRowFields,
  ...queueDetailFields,
  movie: z.string().optional(),
  movie_id: z.int().optional(),
});

export default defineTool({
  name: 'radarr_get_queue',
  title: 'Movie downloads',
  description: 'Downloads that Radarr waits for, and why one is stuck.',
  toolset: 'radarr',
  annotations: READ,
  input: z.object({
    detail: z.enum(['concise', 'detailed']).optional(),
    ...pageInput,
    ...instanceInput,
  }),
  output: z.object({ items: z.array(QueueRow), ...pageOutput, ...instanceOutput }),
  async handler({ detail, ...wanted }, context) {
    return askUpstreamPage(
      context,
      { service: 'radarr', ...wanted },
      {
        read: async (client, request) => client.queue(request),
        sortedBy: ({ estimatedCompletionTime: end }) => (end === undefined ? undefined : Date.parse(end)),
        toRow: (record) => ({
          ...toQueueRow(record),
          movie: shortLine(record.movie?.title),
          movie_id: record.movieId,
          ...(detail === 'detailed' ? toQueueDetails(record) : {}),
        }),
      },
    );
  },
});
