import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { AlbumOfArtist, toAlbumOfArtist } from './album-fields.ts';

const dayMs = 86_400_000;

export default defineTool({
  name: 'lidarr_get_calendar',
  title: 'Albums that come out',
  description: 'Albums that come out in the next days.',
  toolset: 'lidarr',
  annotations: READ,
  input: z.object({
    days: z.int().min(0).max(365).default(30),
    ...pageInput,
    ...instanceInput,
  }),
  output: z.object({ items: z.array(AlbumOfArtist), ...pageOutput, ...instanceOutput }),
  async handler({ days, instance, ...paging }, context) {
    // Albums come out on days, not at hours: today counts as a whole.
    const today = Math.floor(Date.now() / dayMs) * dayMs;
    const [start, end] = [new Date(today), new Date(today + (days + 1) * dayMs)];
    const asked = await askInstances(context, { service: 'lidarr', instance }, async (client) =>
      (await client.calendar(start, end)).map(toAlbumOfArtist),
    );
    const rows = joinAnswers(asked).toSorted((one, other) =>
      (one.released_at ?? '').localeCompare(other.released_at ?? ''),
    );
    return { ...page(rows, paging), unavailable: asked.unavailable };
  },
});
