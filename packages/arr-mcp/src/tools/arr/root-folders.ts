import { toPlainLine } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { READ } from '../annotations.ts';
import { type Tool, defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { type ArrService, titleOf } from './arr-service.ts';

const Folder = z.object({
  instance: z.string().optional(),
  id: z.int(),
  path: z.string().optional(),
  accessible: z.boolean().optional(),
  free_bytes: z.number().optional(),
  /** folders in it that belong to nothing in the library: the first ones, and how many there are */
  unmapped: z.array(z.string()),
  unmapped_total: z.int(),
});

const mostUnmapped = 20;

/** `<service>_get_root_folders`: where an *arr keeps its library. */
export function rootFolders(service: ArrService): Tool {
  return defineTool({
    name: `${service}_get_root_folders`,
    title: `${titleOf(service)} root folders`,
    description: 'Where its library is kept, and folders there that it does not know.',
    toolset: `${service}_more`,
    annotations: READ,
    input: z.object({ ...instanceInput }),
    output: z.object({ items: z.array(Folder), ...instanceOutput }),
    async handler({ instance }, context) {
      const folders = await askInstances(context, { service, instance }, async (client) => client.rootFolders());
      const items = joinAnswers(folders).map(({ freeSpace, unmappedFolders = [], ...folder }) => ({
        ...folder,
        free_bytes: freeSpace,
        unmapped: unmappedFolders.slice(0, mostUnmapped).map(({ name = '' }) => toPlainLine(name).slice(0, 100)),
        unmapped_total: unmappedFolders.length,
      }));
      return { items, unavailable: folders.unavailable };
    },
  });
}
