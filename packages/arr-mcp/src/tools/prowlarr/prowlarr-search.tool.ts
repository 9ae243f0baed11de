import { z } from 'zod';

import type { FoundRelease } from '../../services/prowlarr/prowlarr-schemas.ts';
import { READ } from '../annotations.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { shortLine } from '../arr/short-line.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { findIndexerIds } from './find-indexer.ts';

const ReleaseRow = z.object({
  instance: z.string().optional(),
  title: z.string().optional(),
  indexer: z.string().optional(),
  indexer_id: z.int(),
  protocol: z.string().optional(),
  size_bytes: z.int().optional(),
  age_hours: z.int().optional(),
  seeders: z.int().optional(),
  leechers: z.int().optional(),
  grabs: z.int().optional(),
  categories: z.array(z.string()).optional(),
});
type ReleaseRow = z.output<typeof ReleaseRow>;

const mostCategories = 3;

export default defineTool({
  name: 'prowlarr_search',
  title: 'Search the indexers',
  description: 'Searches the indexers for releases, the newest first.',
  toolset: 'prowlarr',
  longRunning: true,
  annotations: READ,
  input: z.object({
    query: z.string().min(1).max(200),
    categories: z.array(z.int().min(1)).max(20).optional().describe('2000 movies, 3000 audio, 5000 TV, …'),
    indexers: z.array(idOrTitle).max(50).optional().describe('Names or ids.'),
    sort: z.enum(['age', 'seeders', 'size']).optional(),
    ...pageInput,
    ...instanceInput,
  }),
  output: z.object({ items: z.array(ReleaseRow), ...pageOutput, ...instanceOutput }),
  async handler({ query, categories, indexers, sort = 'age', ...args }, context) {
    const asked = await askInstances(context, { service: 'prowlarr', instance: args.instance }, async (client) => {
      const indexerIds = await findIndexerIds(client, indexers);
      return (await client.search(query, { categories, indexerIds })).map(toReleaseRow);
    });
    const rows = joinAnswers(asked).toSorted(orders[sort]);
    return { ...page(rows, args), unavailable: asked.unavailable };
  },
});

const orders: Readonly<Record<'age' | 'seeders' | 'size', (one: ReleaseRow, other: ReleaseRow) => number>> = {
  age: (one, other) => (one.age_hours ?? Infinity) - (other.age_hours ?? Infinity) || 0,
  seeders: (one, other) => (other.seeders ?? 0) - (one.seeders ?? 0),
  size: (one, other) => (other.size_bytes ?? 0) - (one.size_bytes ?? 0),
};

function toReleaseRow({ title, indexerId, indexer, size, ageHours, age, categories = [], ...rest }: FoundRelease) {
  const hours = ageHours ?? (age === undefined ? undefined : age * 24);
  const names = categories.flatMap(({ name }) => shortLine(name, 40) ?? []).slice(0, mostCategories);
  return {
    title: shortLine(title),
    indexer: shortLine(indexer, 60),
    indexer_id: indexerId,
    protocol: rest.protocol,
    size_bytes: size === undefined ? undefined : Math.round(size),
    age_hours: hours === undefined ? undefined : Math.round(hours),
    seeders: rest.seeders,
    leechers: rest.leechers,
    grabs: rest.grabs,
    categories: names.length === 0 ? undefined : names,
  };
}
