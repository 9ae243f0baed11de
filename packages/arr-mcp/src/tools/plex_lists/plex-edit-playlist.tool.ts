import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { toImageAddress } from '../plex_library/image-address.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { findPlaylist, playlistInput, playlistName } from './find-playlist.ts';

export default defineTool({
  name: 'plex_edit_playlist',
  title: 'Edit a playlist in Plex',
  description: 'Edits a playlist.',
  toolset: 'plex_lists',
  annotations: WRITE,
  input: z.object({
    ...playlistInput,
    title: z.string().min(1).max(200).optional(),
    summary: z.string().max(2000).optional(),
    poster_url: z.string().min(1).max(1000).optional(),
    ...instanceInput,
  }),
  output: z.object({ instance: z.string(), id: z.int(), title: z.string(), changed: z.array(z.string()) }),
  async handler({ playlist, instance, ...changes }, context) {
    const client = clientOf(context, 'plex', instance);
    const { title, summary, poster_url: poster } = changes;
    const changed = Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    if (changed.length === 0) {
      throw new AppError('invalid_argument', 'nothing to change was given', {
        hint: 'Give title, summary or poster_url.',
      });
    }
    const address = poster === undefined ? undefined : toImageAddress(poster);
    const { id } = await findPlaylist(client, playlist);
    if (title !== undefined || summary !== undefined) await client.lists.editPlaylist(id, { title, summary });
    if (address !== undefined) await client.library.addArtwork(id, 'poster', address);
    const now = await client.lists.playlist(id);
    return { instance: client.instance, id, title: playlistName({ title: now.title, id }), changed };
  },
});
