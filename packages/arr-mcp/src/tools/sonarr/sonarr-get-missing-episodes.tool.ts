import { z } from 'zod';

import { READ } from '../annotations.ts';
import { askUpstreamPage } from '../arr/upstream-page.ts';
import { defineTool } from '../define-tool.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';
import { AiringRow, toAiringRow } from './episode-row.ts';

export default defineTool({
  name: 'sonarr_get_missing_episodes',
  title: 'Missing episodes',
  description: 'Monitored episodes that aired and have no file.',
  toolset: 'sonarr',
  starred: true,
  annotations: READ,
  input: z.object({ ...pageInput, ...instanceInput }),
  output: z.object({ items: z.array(AiringRow), ...pageOutput, ...instanceOutput }),
  async handler(input, context) {
    return askUpstreamPage(
      context,
      { service: 'sonarr', ...input },
      {
        read: async (client, request) => client.missing(request),
        sortedBy: ({ airDateUtc }) => airDateUtc,
        descending: true,
        toRow: toAiringRow,
      },
    );
  },
});
