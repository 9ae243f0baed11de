import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput } from '../service-access.ts';
import { Statistics, sumStatistics, toStatistics } from './statistics.ts';

export default defineTool({
  name: 'sonarr_get_statistics',
  title: 'Sonarr in numbers',
  description: 'Counts of series, episodes, storage, queue, wanted.',
  toolset: 'sonarr_more',
  annotations: READ,
  input: z.object({ ...instanceInput }),
  output: z.object({
    ...Statistics.shape,
    instances: z.array(Statistics.extend({ instance: z.string() })).optional(),
    ...instanceOutput,
  }),
  async handler({ instance }, context) {
    const asked = await askInstances(context, { service: 'sonarr', instance }, async (client) => {
      const one = { page: 1, pageSize: 1 };
      const [series, disks, queue, wanted] = await Promise.all([
        client.listSeries(),
        client.diskSpace(),
        client.queue(one),
        client.missing(one),
      ]);
      return toStatistics({ series, disks, queued: queue.totalRecords, missing: wanted.totalRecords });
    });
    const each = asked.answers.map(({ instance: of, value }) => ({ instance: of, ...value }));
    return {
      ...sumStatistics(each),
      instances: asked.several ? each : undefined,
      unavailable: asked.unavailable,
    };
  },
});
