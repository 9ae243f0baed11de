import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { itemName } from '../plex_library/item-name.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { collectionInput, collectionName, findPlainCollection } from './find-collection.ts';
import { readAll } from './read-all.ts';
import { demandSome, itemsInput, resolveItems, unresolvedOutput } from './resolve-items.ts';

export default defineTool({
  name: 'plex_add_to_collection',
  title: 'Add to a collection in Plex',
  description: 'Adds items to a collection.',
  toolset: 'plex_lists',
  annotations: WRITE,
  input: z.object({ ...collectionInput, ...itemsInput, ...instanceInput }),
  output: z.object({
    instance: z.string(),
    id: z.int(),
    title: z.string(),
    added: z.array(z.string()),
    already_in: z.array(z.string()),
    /** of another type than the collection */
    unfit: z.array(z.string()).optional(),
    total: z.int(),
    ...unresolvedOutput,
  }),
  async handler({ items, instance, ...wanted }, context) {
    const client = clientOf(context, 'plex', instance);
    const found = await findPlainCollection(client, wanted);
    const resolved = await resolveItems(client, items, found.librarySectionID);
    demandSome(resolved);
    const there = new Set(
      (await readAll((range) => client.lists.collectionItems(found.id, range))).map(({ ratingKey }) => ratingKey),
    );
    const unfit = resolved.found.filter(({ type }) => found.subtype !== undefined && type !== found.subtype);
    const fit = resolved.found.filter((item) => !unfit.includes(item));
    const added = fit.filter(({ id }) => !there.has(id));
    if (added.length > 0) {
      await client.lists.addToCollection(
        found.id,
        added.map(({ id }) => id),
      );
    }
    return {
      instance: client.instance,
      id: found.id,
      title: collectionName(found),
      added: added.map(itemName),
      already_in: fit.filter(({ id }) => there.has(id)).map(itemName),
      ...(unfit.length === 0 ? {} : { unfit: unfit.map(itemName) }),
      total: there.size + added.length,
      ...resolved.unresolved,
    };
  },
});
