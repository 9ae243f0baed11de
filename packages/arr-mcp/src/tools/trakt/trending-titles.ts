import { z } from 'zod';

import type { TraktKind } from '../../services/trakt/trakt-client.ts';
import type { ToolContext } from '../tool-context.ts';
import { anyClient } from './find-title.ts';
import { ratedFields, toRatedRow } from './media-row.ts';

export const trendingInput = z.object({ limit: z.int().min(1).max(50).default(10) });

export const TrendingTitles = z.object({
  items: z.array(z.object({ ...ratedFields, viewers: z.int().optional() })),
});

/** What most people watch now, first. */
export async function trendingTitles(context: ToolContext, kind: TraktKind, limit: number) {
  const found = await anyClient(context).trending(kind, limit);
  return { items: found.slice(0, limit).map((each) => ({ ...toRatedRow(each[kind]), viewers: each.watchers })) };
}
