import { z } from 'zod';

import type { PlexClient } from '../../services/plex/plex-client.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { askAboutItem, itemInput } from '../plex_library/find-item.ts';
import { instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { ItemDetails, toChild, toDetails } from './item-details.ts';
import { toItemRow } from './item-row.ts';

const parents: ReadonlySet<string> = new Set(['show', 'season', 'artist', 'album']);
const mostChildren = 100;

export default defineTool({
  name: 'plex_get_item',
  title: 'One item in Plex',
  description: 'All about one item; seasons, episodes or tracks below it.',
  toolset: 'plex',
  annotations: READ,
  input: z.object({ ...itemInput, detail: z.enum(['concise', 'detailed']).optional(), ...instanceInput }),
  output: z.object({ items: z.array(ItemDetails), ...instanceOutput }),
  async handler({ detail = 'concise', ...wanted }, context) {
    const asked = await askAboutItem(context, wanted, async (client, { id }) => [
      await readDetails(client, id, detail === 'detailed'),
    ]);
    return { items: joinAnswers(asked), unavailable: asked.unavailable };
  },
});

async function readDetails(client: PlexClient, id: number, isDetailed: boolean): Promise<z.input<typeof ItemDetails>> {
  const item = await client.browse.item(id);
  const details = { ...toItemRow(item), ids: item.Guid, ...toDetails(item, isDetailed) };
  if (!parents.has(item.type ?? '')) return details;
  const { items, total } = await client.browse.children(id, { start: 0, size: mostChildren });
  return { ...details, children: items.map(toChild), children_total: total };
}
