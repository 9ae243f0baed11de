import { z } from 'zod';

import { typeNumbers } from '../../services/plex/plex-browse-client.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { shortLine } from '../arr/short-line.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import { type KnownLibrary, findLibrary, listLibraries } from '../plex_library/find-library.ts';
import { itemName } from '../plex_library/item-name.ts';
import { clientOf, instanceInput } from '../service-access.ts';

const mostNamed = 20;
/** What has files in a library of this type. */
const leaves: Readonly<Record<string, number>> = {
  movie: typeNumbers.movie,
  show: typeNumbers.episode,
  artist: typeNumbers.track,
};

export default defineDestructiveTool({
  name: 'plex_empty_trash',
  title: 'Empty the trash of Plex libraries',
  description: 'Forgets items whose files are gone.',
  toolset: 'plex_server',
  input: z.object({ library: idOrTitle.optional(), ...instanceInput }),
  output: z.object({ instance: z.string(), emptied: z.array(z.string()), items: z.int() }),
  async plan({ library, instance }, context) {
    const client = clientOf(context, 'plex', instance);
    const chosen = library === undefined ? await listLibraries(client) : [await findLibrary(client, library)];
    const libraries = await Promise.all(chosen.map(async (each) => readTrash(client, each)));
    const items = libraries.reduce((sum, each) => sum + each.items, 0);
    const names = libraries.map(({ title }) => title).join(', ');
    return {
      summary: `Empties the trash of ${names} on ${client.instance}: ${items} ${items === 1 ? 'item' : 'items'} whose files are missing, with what was watched and edited of them. Files on disk are not touched. If a disk is only not mounted, its items would be lost.`,
      instance: client.instance,
      libraries,
      items,
    };
  },
  async handler({ instance, libraries, items }, context) {
    const client = clientOf(context, 'plex', instance);
    for (const { id } of libraries) await client.browse.emptyTrash(id);
    return { instance, emptied: libraries.map(({ title }) => title), items };
  },
});

async function readTrash(client: PlexClient, { id, title, type = '' }: KnownLibrary) {
  const query = { type: leaves[type], trash: '1' };
  const { items, total } = await client.browse.sectionItems(id, query, { start: 0, size: mostNamed });
  return { id, title: shortLine(title, 100) ?? `library ${id}`, items: total, names: items.map(itemName) };
}
