import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { itemName } from '../plex_library/item-name.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { chooseEntries } from './choose-entries.ts';
import { collectionInput, collectionName, findPlainCollection } from './find-collection.ts';
import { readAll } from './read-all.ts';
import { itemsInput, unresolvedOutput } from './resolve-items.ts';

export default defineTool({
  name: 'plex_remove_from_collection',
  title: 'Take items out of a collection in Plex',
  description: 'Takes items out of a collection.',
  toolset: 'plex_lists',
  annotations: WRITE,
  input: z.object({ ...collectionInput, ...itemsInput, ...instanceInput }),
  output: z.object({
    instance: z.string(),
    id: z.int(),
    title: z.string(),
    removed: z.array(z.string()),
    remaining: z.int(),
    ...unresolvedOutput,
  }),
  async handler({ items, instance, ...wanted }, context) {
    const client = clientOf(context, 'plex', instance);
    const found = await findPlainCollection(client, wanted);
    const entries = await readAll((range) => client.lists.collectionItems(found.id, range));
    const { chosen, unresolved } = chooseEntries(entries, items);
    for (const { ratingKey } of chosen) {
      if (ratingKey !== undefined) await client.lists.removeFromCollection(found.id, ratingKey);
    }
    return {
      instance: client.instance,
      id: found.id,
      title: collectionName(found),
      removed: chosen.map(itemName),
      remaining: entries.length - chosen.length,
      ...unresolved,
    };
  },
});
