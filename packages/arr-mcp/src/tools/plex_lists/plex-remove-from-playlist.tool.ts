import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { itemName } from '../plex_library/item-name.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { chooseEntries } from './choose-entries.ts';
import { findPlainPlaylist, playlistInput, playlistName } from './find-playlist.ts';
import { readAll } from './read-all.ts';
import { itemsInput, unresolvedOutput } from './resolve-items.ts';

export default defineTool({
  name: 'plex_remove_from_playlist',
  title: 'Take items out of a playlist in Plex',
  description: 'Takes items out of a playlist.',
  toolset: 'plex_lists',
  annotations: WRITE,
  input: z.object({ ...playlistInput, ...itemsInput, ...instanceInput }),
  output: z.object({
    instance: z.string(),
    id: z.int(),
    title: z.string(),
    removed: z.array(z.string()),
    remaining: z.int(),
    ...unresolvedOutput,
  }),
  async handler({ playlist, items, instance }, context) {
    const client = clientOf(context, 'plex', instance);
    const found = await findPlainPlaylist(client, playlist);
    const entries = await readAll((range) => client.lists.playlistItems(found.id, range));
    const { chosen, unresolved } = chooseEntries(entries, items);
    for (const { playlistItemID } of chosen) {
      if (playlistItemID !== undefined) await client.lists.removeFromPlaylist(found.id, playlistItemID);
    }
    return {
      instance: client.instance,
      id: found.id,
      title: playlistName(found),
      removed: chosen.map(itemName),
      remaining: entries.length - chosen.length,
      ...unresolved,
    };
  },
});
