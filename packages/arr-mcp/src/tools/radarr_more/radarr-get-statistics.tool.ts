import { z } from 'zod';

import type { RadarrClient } from '../../services/radarr/radarr-client.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput } from '../service-access.ts';
import { type LibraryFacts, Statistics, toStatistics } from './statistics.ts';

export default defineTool({
  name: 'radarr_get_statistics',
  title: 'Radarr in numbers',
  description: 'Counts of movies, files, storage, queue and wanted.',
  toolset: 'radarr_more',
  annotations: READ,
  input: z.object({ ...instanceInput }),
  output: z.object({
    ...Statistics.shape,
    instances: z.array(Statistics.extend({ instance: z.string() })).optional(),
    ...instanceOutput,
  }),
  async handler({ instance }, context) {
    const asked = await askInstances(context, { service: 'radarr', instance }, readFacts);
    const each = asked.answers.map(({ instance: of, value }) => ({ instance: of, ...toStatistics([value]) }));
    return {
      ...toStatistics(asked.answers.map(({ value }) => value)),
      instances: asked.several ? each : undefined,
      unavailable: asked.unavailable,
    };
  },
});

// The totals are all that is needed of what is paged.
const smallest = { page: 1, pageSize: 1 };

async function readFacts(client: RadarrClient): Promise<LibraryFacts> {
  const [movies, disks, queue, wanted] = await Promise.all([
    client.listMovies(),
    client.diskSpace(),
    client.queue(smallest),
    client.missing(smallest),
  ]);
  return { movies, disks, queued: queue.totalRecords, missing: wanted.totalRecords };
}
