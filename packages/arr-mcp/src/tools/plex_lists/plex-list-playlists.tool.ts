import { z } from 'zod';

import { READ } from '../annotations.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { findLibrary } from '../plex_library/find-library.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { listPlaylists } from './find-playlist.ts';
import { PlaylistRow, toPlaylistRow } from './playlist-row.ts';

export default defineTool({
  name: 'plex_list_playlists',
  title: 'Playlists in Plex',
  description: "The owner's playlists.",
  toolset: 'plex_lists',
  annotations: READ,
  input: z.object({
    type: z.enum(['audio', 'video', 'photo']).optional(),
    library: idOrTitle.optional(),
    ...instanceInput,
    ...pageInput,
  }),
  output: z.object({ items: z.array(PlaylistRow), ...pageOutput, ...instanceOutput }),
  async handler({ type, library, instance, limit, cursor }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) => {
      const sectionId = library === undefined ? undefined : (await findLibrary(client, library)).id;
      return (await listPlaylists(client, { type, sectionId })).map(toPlaylistRow);
    });
    return { ...page(joinAnswers(asked), { limit, cursor }), unavailable: asked.unavailable };
  },
});
