import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { shortLine } from '../arr/short-line.ts';
import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { type KnownLibrary, findLibrary, listLibraries } from '../plex_library/find-library.ts';
import { clientOf, instanceInput } from '../service-access.ts';

export default defineTool({
  name: 'plex_refresh_library',
  title: 'Look for new files in Plex libraries',
  description: 'Scans a library, a folder of it, or all libraries.',
  toolset: 'plex',
  annotations: WRITE,
  input: z.object({
    library: idOrTitle.optional(),
    path: z.string().min(1).max(1000).optional().describe('Folder as Plex sees it.'),
    ...instanceInput,
  }),
  output: z.object({
    instance: z.string(),
    started: z.array(z.object({ id: z.int(), title: z.string().optional() })),
    path: z.string().optional(),
    note: z.string(),
  }),
  async handler({ library, path, instance }, context) {
    const client = clientOf(context, 'plex', instance);
    const chosen = await choose(client, library, path);
    for (const { id } of chosen) await client.browse.refreshSection(id, path);
    return {
      instance: client.instance,
      started: chosen.map(({ id, title }) => ({ id, title: shortLine(title) })),
      path,
      note: 'The scan goes on by itself; plex_get_recently_added shows what it finds.',
    };
  },
});

async function choose(
  client: PlexClient,
  library: string | undefined,
  path: string | undefined,
): Promise<KnownLibrary[]> {
  const libraries = library === undefined ? await listLibraries(client) : [await findLibrary(client, library)];
  if (path === undefined) return libraries;
  const holding = libraries.filter(({ Location }) => Location.some((location) => isBelow(path, location.path)));
  if (holding.length > 0) return holding;
  const folders = libraries.flatMap(({ Location }) => Location.flatMap((location) => location.path ?? []));
  throw new AppError('not_found', 'no folder of the library holds this path', {
    hint: `Its folders, as Plex sees them: ${folders.slice(0, 10).join(', ')}.`,
  });
}

// Windows servers have backslashes, and nobody climbs out of a folder by dots.
function isBelow(path: string, folder: string | undefined): boolean {
  if (folder === undefined || path.split(/[/\\]/).includes('..')) return false;
  const [inner, outer] = [path, folder].map((each) => each.replace(/[/\\]+$/, ''));
  return inner === outer || (inner ?? '').startsWith(`${outer}${folder.includes('\\') ? '\\' : '/'}`);
}
