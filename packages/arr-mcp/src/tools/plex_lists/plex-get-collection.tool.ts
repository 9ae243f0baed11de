import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { collectionInput, findCollection } from './find-collection.ts';
import { ListedItem, toListedItem } from './playlist-row.ts';
import { readAll } from './read-all.ts';

export default defineTool({
  name: 'plex_get_collection',
  title: 'What is in a collection in Plex',
  description: 'The items of a collection.',
  toolset: 'plex_lists',
  annotations: READ,
  input: z.object({ collection: collectionInput.collection, ...instanceInput, ...pageInput }),
  output: z.object({
    items: z.array(ListedItem.extend({ collection_id: z.int() })),
    ...pageOutput,
    ...instanceOutput,
  }),
  async handler({ instance, limit, cursor, ...wanted }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) => {
      const { id } = await findCollection(client, wanted);
      const items = await readAll((range) => client.lists.collectionItems(id, range));
      return items.flatMap(toListedItem).map((row) => ({ ...row, collection_id: id }));
    });
    return { ...page(joinAnswers(asked), { limit, cursor }), unavailable: asked.unavailable };
  },
});
