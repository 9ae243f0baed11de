import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { readImageSource } from '../plex_library/image-source.ts';
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
    poster: z.string().min(1).max(1000).optional().describe('URL or absolute path.'),
    ...instanceInput,
  }),
  output: z.object({ instance: z.string(), id: z.int(), title: z.string(), changed: z.array(z.string()) }),
  async handler({ playlist, instance, ...changes }, context) {
    const client = clientOf(context, 'plex', instance);
    const { title, summary, poster } = changes;
    const changed = Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    if (changed.length === 0) {
      throw new AppError('invalid_argument', 'nothing to change was given', {
        hint: 'Give title, summary or poster.',
      });
    }
    const image = poster === undefined ? undefined : await readImageSource(poster, context);
    const { id } = await findPlaylist(client, playlist);
    if (title !== undefined || summary !== undefined) await client.lists.editPlaylist(id, { title, summary });
    if (image !== undefined) await client.library.addArtwork(id, 'poster', image);
    const now = await client.lists.playlist(id);
    return { instance: client.instance, id, title: playlistName({ title: now.title, id }), changed };
  },
});
