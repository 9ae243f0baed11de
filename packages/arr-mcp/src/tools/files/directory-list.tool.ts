import { basename } from 'node:path';

import { toPlainLine } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import type { FileFacts } from '../../files/file-types.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { pathInput } from './file-input.ts';

const Entry = z.object({
  name: z.string(),
  type: z.enum(['file', 'directory', 'scope']),
  size_bytes: z.int().optional(),
  modified: z.string().optional(),
  path: z.string().optional(),
  writable: z.boolean().optional(),
});

const orders: Readonly<Record<'name' | 'size' | 'modified', (a: FileFacts, b: FileFacts) => number>> = {
  // As the files come.
  name: () => 0,
  size: (a, b) => b.sizeBytes - a.sizeBytes,
  modified: (a, b) => b.modified.getTime() - a.modified.getTime(),
};

export default defineTool({
  name: 'directory_list',
  title: 'List a directory',
  description:
    'Lists what is in a directory; without a path the directories that can be looked into. file_read shows a file.',
  toolset: 'files',
  annotations: READ,
  input: z.object({
    path: pathInput.optional(),
    sort: z.enum(['name', 'size', 'modified']).default('name').describe('Largest or newest first.'),
    ...pageInput,
  }),
  output: z.object({ items: z.array(Entry), ...pageOutput }),
  async handler({ path, sort, ...paging }, { files }) {
    if (path === undefined) {
      const roots = await files.roots();
      return page(
        roots.map((root) => ({ name: root.scope, type: 'scope' as const, path: root.path, writable: root.isWritable })),
        paging,
      );
    }
    const found = await files.list(path);
    return page(found.toSorted(orders[sort]).map(toEntry), paging);
  },
});

function toEntry({ path, type, sizeBytes, modified }: FileFacts): z.input<typeof Entry> {
  return {
    name: toPlainLine(basename(path)),
    type,
    // What a file system counts for a directory says nothing of what is in it.
    ...(type === 'file' && { size_bytes: sizeBytes }),
    modified: modified.toISOString(),
  };
}
