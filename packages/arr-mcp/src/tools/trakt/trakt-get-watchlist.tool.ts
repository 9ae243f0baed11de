import { z } from 'zod';

import type { Listed } from '../../services/trakt/trakt-schemas.ts';
import { READ } from '../annotations.ts';
import { askUpstreamPage } from '../arr/upstream-page.ts';
import { defineTool } from '../define-tool.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';
import { ratedFields, toRatedRow } from './media-row.ts';

const ListedRow = z.object({
  instance: z.string().optional(),
  kind: z.string().optional(),
  ...ratedFields,
  added_at: z.string().optional(),
});

export default defineTool({
  name: 'trakt_get_watchlist',
  title: 'Trakt watchlist',
  description: 'What is on the watchlist, latest first.',
  toolset: 'trakt',
  starred: true,
  annotations: READ,
  input: z.object({ kind: z.enum(['show', 'movie']).optional(), ...pageInput, ...instanceInput }),
  output: z.object({ items: z.array(ListedRow), ...pageOutput, ...instanceOutput }),
  handler: async ({ kind, ...wanted }, context) =>
    askUpstreamPage(
      context,
      { service: 'trakt', ...wanted },
      {
        read: async (client, request) => client.watchlist(kind, request),
        sortedBy: ({ listed_at: added }) => (added === undefined ? undefined : Date.parse(added)),
        descending: true,
        toRow,
      },
    ),
});

// Of an old list, single seasons and episodes as well: the show is named then.
function toRow({ type, show, movie, listed_at }: Listed) {
  return { kind: type, ...toRatedRow(show ?? movie), added_at: listed_at };
}
