import { z } from 'zod';

import { READ } from '../annotations.ts';
import { askUpstreamPage } from '../arr/upstream-page.ts';
import { defineTool } from '../define-tool.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';
import { AlbumOfArtist, toAlbumOfArtist } from './album-fields.ts';

export default defineTool({
  name: 'lidarr_get_missing_albums',
  title: 'Missing albums',
  description: 'Monitored albums that are out and lack tracks.',
  toolset: 'lidarr',
  annotations: READ,
  input: z.object({ ...pageInput, ...instanceInput }),
  output: z.object({ items: z.array(AlbumOfArtist), ...pageOutput, ...instanceOutput }),
  async handler(wanted, context) {
    return askUpstreamPage(
      context,
      { service: 'lidarr', ...wanted },
      {
        read: async (client, request) => client.missing(request),
        sortedBy: ({ releaseDate }) => releaseDate,
        descending: true,
        toRow: toAlbumOfArtist,
      },
    );
  },
});
