import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { ClientRow, toClientRow } from './client-row.ts';
import { listPlayers } from './find-player.ts';

export default defineTool({
  name: 'plex_list_clients',
  title: 'Players that Plex knows of',
  description: 'Players, and what they play.',
  toolset: 'plex_clients',
  annotations: READ,
  input: z.object({
    active_only: z.boolean().optional(),
    ...instanceInput,
    ...pageInput,
  }),
  output: z.object({ items: z.array(ClientRow), ...pageOutput, ...instanceOutput }),
  async handler({ active_only: activeOnly = false, instance, limit, cursor }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) =>
      (await listPlayers(client)).filter(({ session }) => !activeOnly || session !== undefined).map(toClientRow),
    );
    return { ...page(joinAnswers(asked), { limit, cursor }), unavailable: asked.unavailable };
  },
});
