import { z } from 'zod';

import type { MovieRow } from '../../services/radarr/movie-schemas.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { ofMovieFields, toOfMovie } from './movie-fields.ts';

const dayMs = 86_400_000;

const Release = z.object({
  instance: z.string().optional(),
  ...ofMovieFields,
  release: z.enum(['cinema', 'digital', 'disc']),
  date: z.string(),
  has_file: z.boolean().optional(),
  monitored: z.boolean().optional(),
});

export default defineTool({
  name: 'radarr_get_calendar',
  title: 'Movie releases',
  description: 'Movies that come to cinemas, the net or disc in the next days.',
  toolset: 'radarr',
  annotations: READ,
  input: z.object({
    days: z.int().min(0).max(365).default(30),
    past_days: z.int().min(0).max(365).default(0),
    ...pageInput,
    ...instanceInput,
  }),
  output: z.object({ items: z.array(Release), ...pageOutput, ...instanceOutput }),
  async handler({ days, past_days: pastDays, instance, ...paging }, context) {
    const today = Math.floor(Date.now() / dayMs) * dayMs;
    // Radarr dates releases with midnight, so that today counts as a whole.
    const period = { start: new Date(today - pastDays * dayMs), end: new Date(today + (days + 1) * dayMs - 1) };
    const asked = await askInstances(context, { service: 'radarr', instance }, async (client) =>
      (await client.calendar(period.start, period.end)).flatMap((movie) => releasesIn(movie, period)),
    );
    const releases = joinAnswers(asked).toSorted((one, other) => Date.parse(one.date) - Date.parse(other.date));
    return { ...page(releases, paging), unavailable: asked.unavailable };
  },
});

function releasesIn(movie: MovieRow, { start, end }: { start: Date; end: Date }) {
  const dates = [
    { release: 'cinema', date: movie.inCinemas },
    { release: 'digital', date: movie.digitalRelease },
    { release: 'disc', date: movie.physicalRelease },
  ] as const;
  return dates.flatMap(({ release, date }) => {
    const time = Date.parse(date ?? '');
    if (date === undefined || !(time >= start.getTime() && time <= end.getTime())) return [];
    return [{ ...toOfMovie(movie), release, date, has_file: movie.hasFile, monitored: movie.monitored }];
  });
}
