import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { WRITE } from '../annotations.ts';
import { shortLine } from '../arr/short-line.ts';
import { defineTool } from '../define-tool.ts';
import { typeNumberOf } from '../plex_library/find-item.ts';
import { findLibrary, libraryInput } from '../plex_library/find-library.ts';
import { itemName } from '../plex_library/item-name.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { demandSome, itemsInput, resolveItems, unresolvedOutput } from './resolve-items.ts';

export default defineTool({
  name: 'plex_create_collection',
  title: 'Create a collection in Plex',
  description: 'Creates a collection in a library.',
  toolset: 'plex_lists',
  annotations: WRITE,
  input: z.object({ title: z.string().min(1).max(200), ...libraryInput, ...itemsInput, ...instanceInput }),
  output: z.object({
    instance: z.string(),
    id: z.int(),
    title: z.string().optional(),
    library_id: z.int(),
    added: z.array(z.string()),
    ...unresolvedOutput,
  }),
  async handler({ title, library, items, instance }, context) {
    const client = clientOf(context, 'plex', instance);
    const { id: sectionId } = await findLibrary(client, library);
    const resolved = await resolveItems(client, items, sectionId);
    demandSome(resolved);
    const [first, ...others] = resolved.found;
    const stranger = others.find(({ type }) => type !== first?.type);
    if (first === undefined || stranger !== undefined) {
      throw new AppError('invalid_argument', 'a collection holds items of one type', {
        hint: `${stranger === undefined ? 'One' : itemName(stranger)} is of another than the first.`,
      });
    }
    const ids = resolved.found.map(({ id }) => id);
    const type = typeNumberOf(first);
    const { ratingKey: id, title: given } = await client.lists.createCollection({
      sectionId,
      title,
      type,
      items: ids,
    });
    const added = resolved.found.map(itemName);
    return {
      instance: client.instance,
      id,
      title: shortLine(given),
      library_id: sectionId,
      added,
      ...resolved.unresolved,
    };
  },
});
