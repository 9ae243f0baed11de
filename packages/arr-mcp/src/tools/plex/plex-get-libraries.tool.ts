import { z } from 'zod';

import type { PlexClient } from '../../services/plex/plex-client.ts';
import { shortLine } from '../arr/short-line.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { type KnownLibrary, listLibraries } from '../plex_library/find-library.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';

const Library = z.object({
  instance: z.string().optional(),
  id: z.int(),
  title: z.string().optional(),
  type: z.string().optional(),
  items: z.int(),
  uuid: z.string().optional(),
  agent: z.string().optional(),
  scanner: z.string().optional(),
  language: z.string().optional(),
  folders: z.array(z.string()),
  refreshing: z.boolean().optional(),
  updated_at: z.string().optional(),
  scanned_at: z.string().optional(),
});

const none = 'No library is to be seen: was one made in Plex, and is it shared with the user whose token this is?';

export default defineTool({
  name: 'plex_get_libraries',
  title: 'Libraries in Plex',
  description: 'Libraries with type, size and folders.',
  toolset: 'plex',
  annotations: READ,
  input: z.object(instanceInput),
  output: z.object({ items: z.array(Library), total: z.int(), note: z.string().optional(), ...instanceOutput }),
  async handler({ instance }, context) {
    const asked = await askInstances(context, { service: 'plex', instance }, readLibraries);
    const items = joinAnswers(asked);
    const note = items.length === 0 && asked.answers.length > 0 ? { note: none } : {};
    return { items, total: items.length, ...note, unavailable: asked.unavailable };
  },
});

async function readLibraries(client: PlexClient): Promise<z.input<typeof Library>[]> {
  const libraries = await listLibraries(client);
  return Promise.all(libraries.map(async (each) => toRow(each, await client.browse.countItems(each.id, {}))));
}

function toRow(library: KnownLibrary, items: number): z.input<typeof Library> {
  return {
    id: library.id,
    title: shortLine(library.title),
    type: library.type,
    items,
    uuid: shortLine(library.uuid, 60),
    agent: shortLine(library.agent, 80),
    scanner: shortLine(library.scanner, 80),
    language: shortLine(library.language, 20),
    folders: library.Location.flatMap(({ path }) => shortLine(path, 300) ?? []),
    refreshing: library.refreshing,
    updated_at: library.updatedAt,
    scanned_at: library.scannedAt,
  };
}
