import { z } from 'zod';

import type { Album } from '../../services/lidarr/album-schemas.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { albumFields, toAlbumFields } from './album-fields.ts';
import { missingTracks } from './artist-fields.ts';
import { artistInput, askAboutArtist } from './find-artist.ts';

export default defineTool({
  name: 'lidarr_get_albums',
  title: 'Albums of an artist',
  description: 'Albums of an artist, the latest first.',
  toolset: 'lidarr',
  annotations: READ,
  input: z.object({
    ...artistInput,
    missing: z.boolean().optional().describe('Only what lacks tracks.'),
    ...pageInput,
    ...instanceInput,
  }),
  output: z.object({ items: z.array(z.object(albumFields)), ...pageOutput, ...instanceOutput }),
  async handler({ missing, ...args }, context) {
    const now = new Date().toISOString();
    const asked = await askAboutArtist(context, args, async (client, { id }) =>
      (await client.albums(id))
        .filter((album) => missing !== true || isMissing(album, now))
        .toSorted(latestFirst)
        .map(toAlbumFields),
    );
    return { ...page(joinAnswers(asked), args), unavailable: asked.unavailable };
  },
});

// What is not out yet is not missing.
function isMissing(album: Album, now: string): boolean {
  return missingTracks(album) > 0 && (album.releaseDate ?? now) <= now;
}

function latestFirst(one: Album, other: Album): number {
  return (other.releaseDate ?? '').localeCompare(one.releaseDate ?? '');
}
