import { z } from 'zod';

import type { Watched } from '../../services/trakt/trakt-schemas.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';
import { askWatched, toWatchedRow, watchedFields } from './watched-row.ts';

const WatchedShow = z.object({
  ...watchedFields,
  /** how many different episodes of each season */
  seasons: z.array(z.object({ season: z.int(), episodes: z.int() })).optional(),
});

export default defineTool({
  name: 'trakt_get_watched_shows',
  title: 'Watched shows',
  description: 'Shows that were watched, latest first.',
  toolset: 'trakt',
  annotations: READ,
  input: z.object({ ...pageInput, ...instanceInput }),
  output: z.object({ items: z.array(WatchedShow), ...pageOutput, ...instanceOutput }),
  handler: async (wanted, context) => askWatched(context, 'show', { wanted, toRow }),
});

function toRow(watched: Watched) {
  const seasons = watched.seasons?.map(({ number, episodes = [] }) => ({ season: number, episodes: episodes.length }));
  return { ...toWatchedRow(watched), seasons };
}
