import { z } from 'zod';

import type { PlexClient } from '../../services/plex/plex-client.ts';
import type { PlexItem } from '../../services/plex/plex-item-schemas.ts';
import type { PlexPage, PlexRange } from '../../services/plex/signed-plex-client.ts';
import { typeNumbers } from '../../services/plex/plex-browse-client.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { pageOutput } from '../paging.ts';
import { findLibrary } from '../plex_library/find-library.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';
import { ItemRow, toItemRow } from './item-row.ts';
import { askPlexPage, pageInputOf } from './plex-page.ts';

/** What comes to a library of this type: single episodes to one of shows. */
const added: Readonly<Record<string, number>> = {
  movie: typeNumbers.movie,
  show: typeNumbers.episode,
  artist: typeNumbers.album,
};

export default defineTool({
  name: 'plex_get_recently_added',
  title: 'Recently added to Plex',
  description: 'What came in last, latest first.',
  toolset: 'plex',
  starred: true,
  annotations: READ,
  input: z.object({ library: idOrTitle.optional(), ...pageInputOf(50), ...instanceInput }),
  output: z.object({ items: z.array(ItemRow), ...pageOutput, ...instanceOutput }),
  async handler({ library, ...paging }, context) {
    return askPlexPage(context, paging, {
      read: async (client, range) =>
        library === undefined ? client.browse.recentlyAdded(range) : ofLibrary(client, library, range),
      toRow: toItemRow,
      sortedBy: ({ addedAt }) => addedAt,
      descending: true,
    });
  },
});

async function ofLibrary(client: PlexClient, given: string, range: PlexRange): Promise<PlexPage<PlexItem>> {
  const { id, type = '' } = await findLibrary(client, given);
  return client.browse.sectionItems(id, { type: added[type], sort: 'addedAt:desc' }, range);
}
