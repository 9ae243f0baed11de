import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { AiringRow, toAiringRow } from './episode-row.ts';

const dayMs = 86_400_000;

export default defineTool({
  name: 'sonarr_get_calendar',
  title: 'Episodes that air soon',
  description: 'Episodes that air soon, or aired lately.',
  toolset: 'sonarr',
  starred: true,
  annotations: READ,
  input: z.object({
    days: z.int().min(0).max(365).default(7),
    past_days: z.int().min(0).max(365).optional(),
    ...pageInput,
    ...instanceInput,
  }),
  output: z.object({ items: z.array(AiringRow), ...pageOutput, ...instanceOutput }),
  async handler({ days, past_days: pastDays = 0, instance, ...input }, context) {
    const today = Math.floor(Date.now() / dayMs) * dayMs;
    // Today counts as a whole, also what has aired this morning.
    const [start, end] = [new Date(today - pastDays * dayMs), new Date(today + (days + 1) * dayMs)];
    const asked = await askInstances(context, { service: 'sonarr', instance }, async (client) =>
      (await client.calendar(start, end)).map(toAiringRow),
    );
    const rows = joinAnswers(asked).sort((one, other) => ((one.airs_at ?? '') < (other.airs_at ?? '') ? -1 : 1));
    return { ...page(rows, input), unavailable: asked.unavailable };
  },
});
