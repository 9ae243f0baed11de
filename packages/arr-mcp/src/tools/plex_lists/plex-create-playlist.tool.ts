import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { shortLine } from '../arr/short-line.ts';
import { defineTool } from '../define-tool.ts';
import { findLibrary } from '../plex_library/find-library.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { demandOneType, playlistTypeOf } from './list-type.ts';
import { demandSome, itemsInput, resolveItems, unresolvedOutput } from './resolve-items.ts';

export default defineTool({
  name: 'plex_create_playlist',
  title: 'Create a playlist in Plex',
  description: 'Creates a playlist of items.',
  toolset: 'plex_lists',
  annotations: WRITE,
  input: z.object({
    title: z.string().min(1).max(200),
    ...itemsInput,
    library: idOrTitle.optional(),
    summary: z.string().min(1).max(2000).optional(),
    ...instanceInput,
  }),
  output: z.object({
    instance: z.string(),
    id: z.int(),
    title: z.string().optional(),
    type: z.string(),
    items: z.int().optional(),
    ...unresolvedOutput,
  }),
  async handler({ title, items, library, summary, instance }, context) {
    const client = clientOf(context, 'plex', instance);
    const sectionId = library === undefined ? undefined : (await findLibrary(client, library)).id;
    const resolved = await resolveItems(client, items, sectionId);
    demandSome(resolved);
    const [first] = resolved.found;
    const type = first === undefined ? 'video' : playlistTypeOf(first);
    demandOneType(resolved.found, type);
    const ids = resolved.found.map(({ id }) => id);
    const { ratingKey: id, leafCount, title: given } = await client.lists.createPlaylist(title, type, ids);
    if (summary !== undefined) await client.lists.editPlaylist(id, { summary });
    return { instance: client.instance, id, title: shortLine(given), type, items: leafCount, ...resolved.unresolved };
  },
});
