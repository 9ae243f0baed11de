import { z } from 'zod';

import type { Watched } from '../../services/trakt/trakt-schemas.ts';
import { askUpstreamPage } from '../arr/upstream-page.ts';
import type { ToolContext } from '../tool-context.ts';
import { mediaFields, toMediaRow } from './media-row.ts';

export const watchedFields = {
  instance: z.string().optional(),
  ...mediaFields,
  plays: z.int().optional(),
  last_watched_at: z.string().optional(),
};

interface Wanted {
  readonly instance?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A page of what was watched, the latest first; each row by `toRow`. */
export async function askWatched<Row extends object>(
  context: ToolContext,
  kind: 'show' | 'movie',
  { wanted, toRow }: { readonly wanted: Wanted; readonly toRow: (watched: Watched) => Row },
) {
  return askUpstreamPage(
    context,
    { service: 'trakt', ...wanted },
    {
      read: async (client, request) => client.watched(kind, request),
      sortedBy: ({ last_watched_at: last }) => (last === undefined ? undefined : Date.parse(last)),
      descending: true,
      toRow,
    },
  );
}

export function toWatchedRow({ plays, last_watched_at, show, movie }: Watched) {
  return { ...toMediaRow(show ?? movie), plays, last_watched_at };
}
