import { z } from 'zod';

import type { TraktKind } from '../../services/trakt/trakt-client.ts';
import type { ToolContext } from '../tool-context.ts';
import { anyClient } from './find-title.ts';
import { ratedFields, toRatedRow } from './media-row.ts';

export const searchInput = z.object({ query: z.string().min(1).max(200) });

export const FoundTitles = z.object({
  items: z.array(z.object({ ...ratedFields, imdb_id: z.string().optional() })),
});

const mostFound = 10;

/** What fits best, first. */
export async function searchTitles(context: ToolContext, kind: TraktKind, query: string) {
  const found = await anyClient(context).search(kind, query, mostFound);
  const items = found.slice(0, mostFound).map((each) => ({
    ...toRatedRow(each[kind]),
    imdb_id: each[kind]?.ids.imdb,
  }));
  return { items };
}
