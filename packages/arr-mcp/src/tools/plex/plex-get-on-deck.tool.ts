import { z } from 'zod';

import type { PlexClient } from '../../services/plex/plex-client.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';
import { findUser, ownerId, userInput } from './find-user.ts';
import { ItemRow, toItemRow } from './item-row.ts';
import { askPlexPage, pageInputOf } from './plex-page.ts';

export default defineTool({
  name: 'plex_get_on_deck',
  title: 'On deck in Plex',
  description: 'What was begun and which episodes come next.',
  toolset: 'plex',
  starred: true,
  annotations: READ,
  input: z.object({ ...userInput, ...pageInputOf(12), ...instanceInput }),
  output: z.object({ items: z.array(ItemRow), ...pageOutput, ...instanceOutput }),
  async handler({ user, ...paging }, context) {
    return askPlexPage(context, paging, {
      read: async (client, range) => (await asUser(client, user)).browse.onDeck(range),
      toRow: toItemRow,
      sortedBy: ({ lastViewedAt }) => lastViewedAt,
      descending: true,
    });
  },
});

/** Plex tells only them themselves what somebody has on deck. */
async function asUser(client: PlexClient, user: string | undefined): Promise<PlexClient> {
  if (user === undefined) return client;
  const { id } = await findUser(client, user);
  return id === ownerId ? client : client.as(id);
}
