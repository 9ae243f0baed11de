import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { findPlaylist, playlistInput } from './find-playlist.ts';
import { ListedItem, toListedItem } from './playlist-row.ts';
import { readAll } from './read-all.ts';

export default defineTool({
  name: 'plex_get_playlist',
  title: 'What is in a playlist in Plex',
  description: 'The items of a playlist.',
  toolset: 'plex_lists',
  annotations: READ,
  input: z.object({ ...playlistInput, ...instanceInput, ...pageInput }),
  output: z.object({
    items: z.array(ListedItem.extend({ playlist_id: z.int(), entry_id: z.int().optional() })),
    ...pageOutput,
    ...instanceOutput,
  }),
  async handler({ playlist, instance, limit, cursor }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) => {
      const { id } = await findPlaylist(client, playlist);
      const entries = await readAll((range) => client.lists.playlistItems(id, range));
      return entries.flatMap((entry) =>
        toListedItem(entry).map((row) => ({ ...row, playlist_id: id, entry_id: entry.playlistItemID })),
      );
    });
    return { ...page(joinAnswers(asked), { limit, cursor }), unavailable: asked.unavailable };
  },
});
