import { z } from 'zod';

import { defineDestructiveTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { findPlaylist, playlistInput, playlistName } from './find-playlist.ts';

export default defineDestructiveTool({
  name: 'plex_delete_playlist',
  title: 'Delete a playlist from Plex',
  description: 'Deletes a playlist; its items stay.',
  toolset: 'plex_lists',
  input: z.object({ ...playlistInput, ...instanceInput }),
  output: z.object({ instance: z.string(), deleted: z.string(), id: z.int() }),
  async plan({ playlist, instance }, context) {
    const client = clientOf(context, 'plex', instance);
    const found = await findPlaylist(client, playlist);
    const items = found.leafCount ?? 0;
    const title = playlistName(found);
    const kind = found.smart === true ? 'smart playlist' : 'playlist';
    return {
      summary: `Deletes the ${kind} ${title} of ${items} ${items === 1 ? 'item' : 'items'} from ${client.instance} for good; the items and their files stay.`,
      instance: client.instance,
      id: found.id,
      title,
      items,
    };
  },
  async handler({ id, title, instance }, context) {
    await clientOf(context, 'plex', instance).lists.deletePlaylist(id);
    return { instance, deleted: title, id };
  },
});
