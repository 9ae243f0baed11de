import { z } from 'zod';

import { READ } from '../annotations.ts';
import { askUpstreamPage } from '../arr/upstream-page.ts';
import { defineTool } from '../define-tool.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';
import { HistoryRow, toHistoryRow } from './job-rows.ts';

export default defineTool({
  name: 'sabnzbd_get_history',
  title: 'SABnzbd history',
  description: 'Usenet downloads that ended, newest first.',
  toolset: 'sabnzbd',
  annotations: READ,
  input: z.object({
    query: z.string().max(200).optional(),
    category: z.string().min(1).max(100).optional(),
    failed_only: z.boolean().optional(),
    ...pageInput,
    ...instanceInput,
  }),
  output: z.object({ items: z.array(HistoryRow), ...pageOutput, ...instanceOutput }),
  async handler({ query: search, category, failed_only: failedOnly, ...wanted }, context) {
    return askUpstreamPage(
      context,
      { service: 'sabnzbd', ...wanted },
      {
        async read(client, { page, pageSize: limit }) {
          const filter = { start: (page - 1) * limit, limit, search, category, failedOnly };
          const { total, jobs } = await client.history(filter);
          return { records: jobs, totalRecords: total };
        },
        toRow: toHistoryRow,
        sortedBy: ({ completed }) => completed.getTime(),
        descending: true,
      },
    );
  },
});
