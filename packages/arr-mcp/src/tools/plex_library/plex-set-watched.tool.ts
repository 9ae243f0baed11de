import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { findItem, itemInput } from './find-item.ts';
import { itemName } from './item-name.ts';

export default defineTool({
  name: 'plex_set_watched',
  title: 'Mark as watched or unwatched in Plex',
  description: 'Marks an item or show as watched or not.',
  toolset: 'plex_library',
  annotations: WRITE,
  input: z.object({ item: itemInput.item, watched: z.boolean(), ...instanceInput }),
  output: z.object({ instance: z.string(), id: z.int(), name: z.string(), watched: z.boolean() }),
  async handler({ instance, watched, ...wanted }, context) {
    const client = clientOf(context, 'plex', instance);
    const found = await findItem(client, wanted);
    await client.library.setWatched(found.id, watched);
    return { instance: client.instance, id: found.id, name: itemName(found), watched };
  },
});
