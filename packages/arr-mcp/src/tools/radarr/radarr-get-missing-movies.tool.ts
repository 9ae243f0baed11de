import { z } from 'zod';

import { READ } from '../annotations.ts';
import { askUpstreamPage } from '../arr/upstream-page.ts';
import { defineTool } from '../define-tool.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';
import { movieNameFields, releaseDateFields, toMovieName, toReleaseDates } from './movie-fields.ts';

const MissingMovie = z.object({ instance: z.string().optional(), ...movieNameFields, ...releaseDateFields });

export default defineTool({
  name: 'radarr_get_missing_movies',
  title: 'Missing movies',
  description: 'Monitored movies that are out and have no file.',
  toolset: 'radarr',
  annotations: READ,
  input: z.object({ ...pageInput, ...instanceInput }),
  output: z.object({ items: z.array(MissingMovie), ...pageOutput, ...instanceOutput }),
  async handler(wanted, context) {
    return askUpstreamPage(
      context,
      { service: 'radarr', ...wanted },
      {
        read: async (client, request) => client.missing(request),
        sortedBy: ({ sortTitle, title }) => sortTitle ?? title,
        toRow: (movie) => ({ ...toMovieName(movie), ...toReleaseDates(movie) }),
      },
    );
  },
});
