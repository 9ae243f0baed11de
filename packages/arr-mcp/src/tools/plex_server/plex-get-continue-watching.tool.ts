import { z } from 'zod';

import type { PlexItem } from '../../services/plex/plex-item-schemas.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { itemRowFields, toItemRow } from '../plex/item-row.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';

const Row = z.object({ ...itemRowFields, remaining_seconds: z.number().optional() });

export default defineTool({
  name: 'plex_get_continue_watching',
  title: 'Continue watching in Plex',
  description: 'What the owner began and how much is left.',
  toolset: 'plex_server',
  annotations: READ,
  input: z.object({ limit: z.int().min(1).max(50).default(10), ...instanceInput }),
  output: z.object({ items: z.array(Row), total: z.int(), ...instanceOutput }),
  async handler({ limit, instance }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) =>
      (await client.activity.continueWatching(limit)).map(toRow),
    );
    const items = joinAnswers(asked)
      .toSorted((one, other) => ((one.last_watched_at ?? '') < (other.last_watched_at ?? '') ? 1 : -1))
      .slice(0, limit);
    return { items, total: items.length, unavailable: asked.unavailable };
  },
});

function toRow(item: PlexItem): z.input<typeof Row> {
  const { duration, viewOffset = 0 } = item;
  return {
    ...toItemRow(item),
    ...(duration === undefined ? {} : { remaining_seconds: Math.max(0, duration - viewOffset) }),
  };
}
