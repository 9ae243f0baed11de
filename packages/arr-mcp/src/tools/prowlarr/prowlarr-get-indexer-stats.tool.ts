import { z } from 'zod';

import type { IndexerStatistics } from '../../services/prowlarr/prowlarr-schemas.ts';
import { READ } from '../annotations.ts';
import { shortLine } from '../arr/short-line.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';

const dayMs = 86_400_000;

const StatisticsRow = z.object({
  instance: z.string().optional(),
  indexer_id: z.int(),
  name: z.string().optional(),
  queries: z.int(),
  rss_queries: z.int(),
  grabs: z.int(),
  /** of queries of all kinds */
  failed_queries: z.int(),
  failed_grabs: z.int(),
  response_seconds: z.number().optional(),
});

export default defineTool({
  name: 'prowlarr_get_indexer_stats',
  title: 'Indexer statistics',
  description: 'Queries, grabs, failures and speed of each indexer.',
  toolset: 'prowlarr',
  annotations: READ,
  input: z.object({ days: z.int().min(1).max(3650).optional(), ...pageInput, ...instanceInput }),
  output: z.object({ items: z.array(StatisticsRow), ...pageOutput, ...instanceOutput }),
  async handler({ days, instance, ...paging }, context) {
    const since = days === undefined ? undefined : new Date(Date.now() - days * dayMs);
    const asked = await askInstances(context, { service: 'prowlarr', instance }, async (client) =>
      (await client.indexerStats(since)).map(toRow),
    );
    const rows = joinAnswers(asked).toSorted((one, other) => totalOf(other) - totalOf(one));
    return { ...page(rows, paging), unavailable: asked.unavailable };
  },
});

function totalOf({ queries, rss_queries: rss }: { queries: number; rss_queries: number }): number {
  return queries + rss;
}

function toRow({ indexerId, indexerName, averageResponseTime: speed = 0, ...counts }: IndexerStatistics) {
  const { numberOfFailedQueries = 0, numberOfFailedRssQueries = 0, numberOfFailedAuthQueries = 0 } = counts;
  return {
    indexer_id: indexerId,
    name: shortLine(indexerName),
    queries: counts.numberOfQueries ?? 0,
    rss_queries: counts.numberOfRssQueries ?? 0,
    grabs: counts.numberOfGrabs ?? 0,
    failed_queries: numberOfFailedQueries + numberOfFailedRssQueries + numberOfFailedAuthQueries,
    failed_grabs: counts.numberOfFailedGrabs ?? 0,
    // Who was never asked has no speed.
    response_seconds: speed === 0 ? undefined : speed / 1000,
  };
}
