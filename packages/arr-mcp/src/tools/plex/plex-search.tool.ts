import { z } from 'zod';

import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { PlexItem } from '../../services/plex/plex-item-schemas.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { findLibrary } from '../plex_library/find-library.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { ItemRow, toItemRow } from './item-row.ts';

const types = ['movie', 'show', 'episode', 'artist', 'album', 'track'] as const;
// As many of each type as the reference looked through.
const mostOfAType = 100;

export default defineTool({
  name: 'plex_search',
  title: 'Search in Plex',
  description: 'Finds items by title or people, best first by type.',
  toolset: 'plex',
  annotations: READ,
  input: z.object({
    query: z.string().trim().min(1).max(200),
    type: z.enum(types).optional(),
    library: idOrTitle.optional(),
    ...pageInput,
    ...instanceInput,
  }),
  output: z.object({ items: z.array(ItemRow), ...pageOutput, ...instanceOutput }),
  async handler({ query, type, library, instance, ...paging }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) => {
      const found = await search(client, query, library);
      return found.filter((item) => type === undefined || item.type === type).map(toItemRow);
    });
    return { ...page(joinAnswers(asked), paging), unavailable: asked.unavailable };
  },
});

async function search(client: PlexClient, query: string, library: string | undefined): Promise<PlexItem[]> {
  const sectionId = library === undefined ? undefined : (await findLibrary(client, library)).id;
  const found = await client.browse.search(query, { sectionId, limit: mostOfAType });
  // An item may be in several hubs, and Plex only sorts by the library.
  const distinct = new Map(found.map((item) => [item.ratingKey ?? item, item]));
  return [...distinct.values()].filter(
    ({ type, librarySectionID: at }) => isKnown(type) && (sectionId === undefined || at === sectionId),
  );
}

function isKnown(type: string | undefined): boolean {
  return types.some((each) => each === type);
}
