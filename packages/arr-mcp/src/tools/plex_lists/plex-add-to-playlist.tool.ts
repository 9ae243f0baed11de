import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { itemName } from '../plex_library/item-name.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { findPlainPlaylist, playlistInput, playlistName } from './find-playlist.ts';
import { demandOneType } from './list-type.ts';
import { demandSome, itemsInput, resolveItems, unresolvedOutput } from './resolve-items.ts';

export default defineTool({
  name: 'plex_add_to_playlist',
  title: 'Add to a playlist in Plex',
  description: 'Adds items to a playlist.',
  toolset: 'plex_lists',
  annotations: WRITE,
  input: z.object({ ...playlistInput, ...itemsInput, ...instanceInput }),
  output: z.object({
    instance: z.string(),
    id: z.int(),
    title: z.string(),
    added: z.array(z.string()),
    total: z.int().optional(),
    ...unresolvedOutput,
  }),
  async handler({ playlist, items, instance }, context) {
    const client = clientOf(context, 'plex', instance);
    const found = await findPlainPlaylist(client, playlist);
    const resolved = await resolveItems(client, items, undefined);
    demandSome(resolved);
    demandOneType(resolved.found, found.type);
    await client.lists.addToPlaylist(
      found.id,
      resolved.found.map(({ id }) => id),
    );
    const { leafCount: total } = await client.lists.playlist(found.id);
    const added = resolved.found.map(itemName);
    return {
      instance: client.instance,
      id: found.id,
      title: playlistName(found),
      added,
      total,
      ...resolved.unresolved,
    };
  },
});
