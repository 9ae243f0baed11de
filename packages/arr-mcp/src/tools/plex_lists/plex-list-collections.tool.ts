import { z } from 'zod';

import { READ } from '../annotations.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { CollectionRow, toCollectionRow } from './collection-row.ts';
import { listCollections } from './find-collection.ts';

export default defineTool({
  name: 'plex_list_collections',
  title: 'Collections in Plex',
  description: 'Collections of one library or all.',
  toolset: 'plex_lists',
  annotations: READ,
  input: z.object({ library: idOrTitle.optional(), ...instanceInput, ...pageInput }),
  output: z.object({ items: z.array(CollectionRow), ...pageOutput, ...instanceOutput }),
  async handler({ library, instance, limit, cursor }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, async (client) =>
      (await listCollections(client, library)).map(toCollectionRow),
    );
    return { ...page(joinAnswers(asked), { limit, cursor }), unavailable: asked.unavailable };
  },
});
