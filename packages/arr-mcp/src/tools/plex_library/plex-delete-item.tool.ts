import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';
import { shortLine } from '../arr/short-line.ts';
import { sizeText } from '../arr/size-text.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { demandDeletion, tellRefusal } from './allow-deletion.ts';
import { type KnownItem, findItem, itemInput } from './find-item.ts';
import { type FileTotals, type ItemVersion, listVersions, readItemFiles } from './item-files.ts';
import { itemName } from './item-name.ts';

export default defineDestructiveTool({
  name: 'plex_delete_item',
  title: 'Delete an item with its files from Plex',
  description: 'Deletes an item, or one version, and its files from disk.',
  toolset: 'plex_library',
  longRunning: true,
  input: z.object({
    ...itemInput,
    version: z.int().optional().describe('Only this one of its files, as plex_get_item numbers them.'),
    ...instanceInput,
  }),
  output: z.object({
    instance: z.string(),
    deleted: z.string(),
    id: z.int(),
    type: z.string().optional(),
    version: z.int().optional(),
    files_deleted: z.int(),
    freed_bytes: z.number(),
  }),
  async plan({ instance, version, ...wanted }, context) {
    const client = clientOf(context, 'plex', instance);
    const found = await findItem(client, wanted);
    await demandDeletion(client);
    const { text, ...goes } = await whatGoes(client, found, version);
    return {
      summary: `Deletes ${text} from ${client.instance}, and what it has on disk for good: ${filesText(goes)}.`,
      instance: client.instance,
      id: found.id,
      name: itemName(found),
      type: found.type,
      ...(version === undefined ? {} : { version }),
      files: goes.files,
      size_bytes: goes.sizeBytes,
      paths: goes.paths.map((path) => shortLine(path, 300) ?? ''),
    };
  },
  async handler({ id, name, type, version, files, size_bytes: bytes, instance }, context) {
    const { library } = clientOf(context, 'plex', instance);
    await tellRefusal(version === undefined ? library.deleteItem(id) : library.deleteVersion(id, version));
    return { instance, deleted: name, id, type, version, files_deleted: files, freed_bytes: bytes };
  },
});

/** What is deleted, in words, and its files. */
async function whatGoes(
  client: PlexClient,
  item: KnownItem,
  version: number | undefined,
): Promise<FileTotals & { readonly text: string }> {
  const name = `the ${item.type ?? 'item'} ${itemName(item)}`;
  if (version === undefined) return { ...(await readItemFiles(client, item)), text: name };
  const versions = await listVersions(client, item);
  const chosen = versions.find((each) => each.version === version);
  if (chosen === undefined) throw noVersion(item, versions);
  if (versions.length === 1) throw onlyVersion(item);
  const { resolution = 'other', sizeBytes, paths } = chosen;
  return { text: `the ${resolution} version of ${name}`, files: paths.length, sizeBytes, paths };
}

function filesText({ files, sizeBytes }: FileTotals): string {
  return files === 0 ? 'no files' : `${files} ${files === 1 ? 'file' : 'files'}, ${sizeText(sizeBytes)}`;
}

function noVersion(item: KnownItem, versions: readonly ItemVersion[]): AppError {
  return new AppError('not_found', `${itemName(item)} has no such version`, {
    hint: versions.length === 0 ? 'It has no files itself.' : 'Choose one of these.',
    details: {
      choices: versions.slice(0, 10).map(({ version, resolution, sizeBytes }) => ({
        version,
        resolution,
        size_bytes: sizeBytes,
      })),
    },
  });
}

function onlyVersion(item: KnownItem): AppError {
  return new AppError('refused', `${itemName(item)} has this version alone`, {
    hint: 'Without version the item itself is deleted.',
  });
}
