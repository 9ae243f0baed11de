import { z } from 'zod';

import { defineDestructiveTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { collectionInput, collectionName, findCollection } from './find-collection.ts';

export default defineDestructiveTool({
  name: 'plex_delete_collection',
  title: 'Delete a collection from Plex',
  description: 'Deletes a collection, not its items.',
  toolset: 'plex_lists',
  input: z.object({ ...collectionInput, ...instanceInput }),
  output: z.object({ instance: z.string(), deleted: z.string(), id: z.int() }),
  async plan({ instance, ...wanted }, context) {
    const client = clientOf(context, 'plex', instance);
    const found = await findCollection(client, wanted);
    const items = found.childCount ?? 0;
    const title = collectionName(found);
    const library = found.librarySectionTitle === undefined ? '' : ` of ${found.librarySectionTitle}`;
    return {
      summary: `Deletes the collection ${title}${library} (${items} ${items === 1 ? 'item' : 'items'}) from ${client.instance} for good; the items and their files stay.`,
      instance: client.instance,
      id: found.id,
      title,
      items,
    };
  },
  async handler({ id, title, instance }, context) {
    await clientOf(context, 'plex', instance).lists.deleteCollection(id);
    return { instance, deleted: title, id };
  },
});
