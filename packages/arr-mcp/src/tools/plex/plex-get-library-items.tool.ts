import { z } from 'zod';

import type { PlexItem } from '../../services/plex/plex-item-schemas.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { pageOutput } from '../paging.ts';
import { findLibrary, libraryInput } from '../plex_library/find-library.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';
import { ItemRow, toItemRow } from './item-row.ts';
import { filterInput, itemSorts, parseFilters, toMediaQuery } from './media-query.ts';
import { askPlexPage, pageInputOf } from './plex-page.ts';

export default defineTool({
  name: 'plex_get_library_items',
  title: 'Items of a library in Plex',
  description: 'Items of a library, filtered by Plex.',
  toolset: 'plex',
  annotations: READ,
  input: z.object({
    ...libraryInput,
    watched: z.boolean().optional(),
    filters: filterInput.optional().describe('genre=Drama, year=, type=, director=, resolution=…'),
    sort: z.enum(itemSorts).optional(),
    order: z.enum(['asc', 'desc']).optional(),
    ...pageInputOf(50),
    ...instanceInput,
  }),
  output: z.object({ items: z.array(ItemRow), ...pageOutput, ...instanceOutput }),
  async handler({ library, watched, filters = [], sort = 'title', order = 'asc', ...paging }, context) {
    const filter = parseFilters(filters);
    return askPlexPage(context, paging, {
      read: async (client, range) => {
        const found = await findLibrary(client, library);
        const query = await toMediaQuery(client, found, { filter, watched, sort, order });
        return client.browse.sectionItems(found.id, query, range);
      },
      toRow: toItemRow,
      sortedBy: sortKeys[sort],
      descending: order === 'desc',
    });
  },
});

/** What several servers' items are put in one order by, as far as their lists tell it. */
const sortKeys: Readonly<Record<(typeof itemSorts)[number], (item: PlexItem) => string | number | undefined>> = {
  title: ({ title }) => title?.toLowerCase(),
  added: ({ addedAt }) => addedAt,
  year: ({ year }) => year,
  released: ({ originallyAvailableAt }) => originallyAvailableAt,
  rating: ({ rating }) => rating,
  duration: ({ duration }) => duration,
  plays: ({ viewCount }) => viewCount,
  watched: ({ lastViewedAt }) => lastViewedAt,
};
