import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';
import { askWatched, toWatchedRow, watchedFields } from './watched-row.ts';

export default defineTool({
  name: 'trakt_get_watched_movies',
  title: 'Watched movies',
  description: 'Movies that were watched, latest first.',
  toolset: 'trakt',
  annotations: READ,
  input: z.object({ ...pageInput, ...instanceInput }),
  output: z.object({ items: z.array(z.object(watchedFields)), ...pageOutput, ...instanceOutput }),
  handler: async (wanted, context) => askWatched(context, 'movie', { wanted, toRow: toWatchedRow }),
});
