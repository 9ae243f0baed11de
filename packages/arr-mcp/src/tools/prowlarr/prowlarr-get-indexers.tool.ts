import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { IndexerRow, toIndexerRow } from './indexer-row.ts';

const places = { failing: 0, ok: 1, disabled: 2 } as const;

export default defineTool({
  name: 'prowlarr_get_indexers',
  title: 'Indexers',
  description: 'Indexers and their state, failing ones first.',
  toolset: 'prowlarr',
  annotations: READ,
  input: z.object({ ...pageInput, ...instanceInput }),
  output: z.object({ items: z.array(IndexerRow), ...pageOutput, ...instanceOutput }),
  async handler({ instance, ...paging }, context) {
    const asked = await askInstances(context, { service: 'prowlarr', instance }, async (client) => {
      const [indexers, statuses] = await Promise.all([client.indexers(), client.indexerStatuses()]);
      const byIndexer = new Map(statuses.map((status) => [status.indexerId, status]));
      return indexers.map((indexer) => toIndexerRow(indexer, byIndexer.get(indexer.id), Date.now()));
    });
    const rows = joinAnswers(asked).toSorted(
      (one, other) => places[one.state] - places[other.state] || (one.name ?? '').localeCompare(other.name ?? ''),
    );
    return { ...page(rows, paging), unavailable: asked.unavailable };
  },
});
