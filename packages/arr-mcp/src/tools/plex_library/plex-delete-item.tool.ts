import { z } from 'zod';

import { shortLine } from '../arr/short-line.ts';
import { sizeText } from '../arr/size-text.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';

import { findItem, itemInput } from './find-item.ts';
import { readItemFiles } from './item-files.ts';
import { itemName } from './item-name.ts';

export default defineDestructiveTool({
  name: 'plex_delete_item',
  title: 'Delete an item with its files from Plex',
  description: 'Deletes an item and its files from disk.',
  toolset: 'plex_library',
  longRunning: true,
  input: z.object({ ...itemInput, ...instanceInput }),
  output: z.object({
    instance: z.string(),
    deleted: z.string(),
    id: z.int(),
    type: z.string().optional(),
    files_deleted: z.int(),
    freed_bytes: z.number(),
  }),
  async plan({ instance, ...wanted }, context) {
    const client = clientOf(context, 'plex', instance);
    const found = await findItem(client, wanted);
    const { files, sizeBytes, paths } = await readItemFiles(client, found);
    const name = itemName(found);
    const what = files === 0 ? 'no files' : `${files} ${files === 1 ? 'file' : 'files'}, ${sizeText(sizeBytes)}`;
    return {
      summary: `Deletes the ${found.type ?? 'item'} ${name} from ${client.instance}, and what it has on disk for good: ${what}.`,
      instance: client.instance,
      id: found.id,
      name,
      type: found.type,
      files,
      size_bytes: sizeBytes,
      paths: paths.map((path) => shortLine(path, 300) ?? ''),
    };
  },
  async handler({ id, name, type, files, size_bytes: bytes, instance }, context) {
    await clientOf(context, 'plex', instance).library.deleteItem(id);
    return { instance, deleted: name, id, type, files_deleted: files, freed_bytes: bytes };
  },
});
