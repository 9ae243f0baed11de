import { z } from 'zod';

import type { HistoryRecord } from '../../services/radarr/activity-schemas.ts';
import { READ } from '../annotations.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { eventFields, eventInput, eventReleaseFields, toEvent, toEventRelease } from '../arr/history-row.ts';
import { askUpstreamPage } from '../arr/upstream-page.ts';
import { defineTool } from '../define-tool.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { findMovie } from '../radarr/find-movie.ts';
import { ofMovieFields, toOfMovie } from '../radarr/movie-fields.ts';
import { clientOf, instanceInput, instanceOutput } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';

const Event = z.object({
  instance: z.string().optional(),
  ...eventFields,
  ...ofMovieFields,
  ...eventReleaseFields,
});

export default defineTool({
  name: 'radarr_get_history',
  title: 'Movie history',
  description: 'What was grabbed, imported, failed or deleted, latest first.',
  toolset: 'radarr_more',
  annotations: READ,
  input: z.object({
    movie: idOrTitle.optional(),
    event: eventInput,
    ...pageInput,
    ...instanceInput,
  }),
  output: z.object({ items: z.array(Event), ...pageOutput, ...instanceOutput }),
  async handler({ movie, event, ...wanted }, context) {
    const one = movie === undefined ? {} : await locate(context, movie, wanted.instance);
    return askUpstreamPage(
      context,
      { service: 'radarr', ...wanted, ...one },
      {
        read: async (client, request) => client.history(request, { movieId: one.movieId, event }),
        sortedBy: ({ date }) => (date === undefined ? undefined : Date.parse(date)),
        descending: true,
        toRow,
      },
    );
  },
});

// The same movie has another id in each instance, so that one of them must be meant.
async function locate(
  context: ToolContext,
  movie: string,
  instance: string | undefined,
): Promise<{ movieId?: number; instance?: string }> {
  const client = clientOf(context, 'radarr', instance);
  return { movieId: (await findMovie(client, movie)).id, instance: client.instance };
}

function toRow(record: HistoryRecord) {
  const { movieId, movie } = record;
  return { ...toEvent(record), ...toOfMovie({ ...movie, id: movieId }), ...toEventRelease(record) };
}
