import { z } from 'zod';

import type { ProwlarrClient } from '../../services/prowlarr/prowlarr-client.ts';
import type { HistoryRecord } from '../../services/prowlarr/prowlarr-schemas.ts';
import { READ } from '../annotations.ts';
import { shortLine } from '../arr/short-line.ts';
import { askUpstreamPage } from '../arr/upstream-page.ts';
import { defineTool } from '../define-tool.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';
import { chooseIndexer, indexerInput } from './find-indexer.ts';

const HistoryRow = z.object({
  instance: z.string().optional(),
  id: z.int(),
  at: z.string().optional(),
  event: z.string().optional(),
  successful: z.boolean().optional(),
  indexer_id: z.int().optional(),
  indexer: z.string().optional(),
  source: z.string().optional(),
  query: z.string().optional(),
  query_type: z.string().optional(),
  results: z.int().optional(),
  title: z.string().optional(),
  response_seconds: z.number().optional(),
});

const input = z.object({
  ...indexerInput,
  event: z.enum(['grab', 'search', 'rss', 'auth', 'info']).optional(),
  failed: z.boolean().optional().describe('Only failures, or none.'),
  ...pageInput,
  ...instanceInput,
});
type Filter = Pick<z.output<typeof input>, 'indexer' | 'event' | 'failed'>;

export default defineTool({
  name: 'prowlarr_get_history',
  title: 'Indexer history',
  description: 'What indexers were asked, by whom, and what was grabbed.',
  toolset: 'prowlarr',
  annotations: READ,
  input,
  output: z.object({ items: z.array(HistoryRow), ...pageOutput, ...instanceOutput }),
  async handler({ indexer, event, failed, ...wanted }, context) {
    return askUpstreamPage(
      context,
      { service: 'prowlarr', ...wanted },
      {
        read: async (client, request) => readPage(client, request, { indexer, event, failed }),
        sortedBy: ({ record }) => record.date,
        descending: true,
        toRow,
      },
    );
  },
});

interface NamedRecord {
  readonly record: HistoryRecord;
  readonly indexer: string | undefined;
}

// The history has ids of indexers only.
async function readPage(
  client: ProwlarrClient,
  request: { readonly page: number; readonly pageSize: number },
  { indexer, event, failed }: Filter,
): Promise<{ records: NamedRecord[]; totalRecords: number }> {
  const indexers = await client.indexers();
  const indexerId = indexer === undefined ? undefined : chooseIndexer(indexers, indexer).id;
  const successful = failed === undefined ? undefined : !failed;
  const { records, totalRecords } = await client.history(request, { indexerId, event, successful });
  const names = new Map(indexers.map(({ id, name }) => [id, name]));
  return { records: records.map((record) => ({ record, indexer: names.get(record.indexerId ?? 0) })), totalRecords };
}

function toRow({ record, indexer }: NamedRecord) {
  const { id, date, eventType, successful, indexerId, data } = record;
  const elapsed = toCount(data?.elapsedTime);
  return {
    id,
    at: date,
    event: eventType,
    successful,
    indexer_id: indexerId,
    indexer: shortLine(indexer, 60),
    source: shortLine(data?.source, 60),
    query: shortLine(data?.query),
    query_type: shortLine(data?.queryType, 40),
    results: toCount(data?.queryResults),
    title: shortLine(data?.grabTitle),
    response_seconds: elapsed === undefined ? undefined : elapsed / 1000,
  };
}

// All that Prowlarr keeps of an event is text.
function toCount(text = ''): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
