import { z } from 'zod';

import type { TraktClient } from '../../services/trakt/trakt-client.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { toEpisodeRow } from './episode-row.ts';
import { mediaFields, toMediaRow } from './media-row.ts';

// Trakt gives no more at once.
const mostDays = 31;

const CalendarRow = z.object({
  instance: z.string().optional(),
  kind: z.enum(['show', 'movie']),
  ...mediaFields,
  season: z.int().optional(),
  episode: z.int().optional(),
  episode_title: z.string().optional(),
  episode_id: z.int().optional(),
  /** of a movie, the day alone */
  airs_at: z.string().optional(),
});

export default defineTool({
  name: 'trakt_get_calendar',
  title: 'Trakt calendar',
  description: 'What airs soon of what the user follows.',
  toolset: 'trakt',
  annotations: READ,
  input: z.object({ days: z.int().min(1).max(mostDays).default(7), ...pageInput, ...instanceInput }),
  output: z.object({ items: z.array(CalendarRow), ...pageOutput, ...instanceOutput }),
  async handler({ days, instance, ...wanted }, context) {
    const today = new Date().toISOString().slice(0, 10);
    const asked = await askInstances(context, { service: 'trakt', instance }, async (client) =>
      readCalendar(client, today, days),
    );
    const rows = joinAnswers(asked).sort((one, other) => ((one.airs_at ?? '') < (other.airs_at ?? '') ? -1 : 1));
    return { ...page(rows, wanted), unavailable: asked.unavailable };
  },
});

async function readCalendar(client: TraktClient, start: string, days: number) {
  const [airing, releases] = await Promise.all([client.airing(start, days), client.releases(start, days)]);
  return [
    ...airing.map(({ show, episode, first_aired }) => {
      const { title, airs_at, ...row } = toEpisodeRow(episode);
      return {
        kind: 'show' as const,
        ...toMediaRow(show),
        ...row,
        episode_title: title,
        airs_at: first_aired ?? airs_at,
      };
    }),
    ...releases.map(({ movie, released }) => ({ kind: 'movie' as const, ...toMediaRow(movie), airs_at: released })),
  ];
}
