import { toPlainLine } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import type { Change } from '../../domain/change-types.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';

const Row = z.object({
  id: z.string(),
  at: z.string(),
  who: z.string(),
  tool: z.string(),
  action: z.enum(['created', 'replaced', 'deleted']),
  path: z.string(),
  reason: z.string().optional(),
  kept_bytes: z.int().optional(),
  state: z.enum(['done', 'unfinished']),
  reverts: z.string().optional(),
});

export default defineTool({
  name: 'change_list',
  title: 'List changes of files',
  description: 'Lists the files and Quadlets that tools changed, newest first. change_revert puts one back.',
  toolset: 'files',
  annotations: READ,
  input: z.object({
    path: z.string().max(4096).optional().describe('Only those whose path begins so.'),
    ...pageInput,
  }),
  output: z.object({ items: z.array(Row), ...pageOutput }),
  async handler({ path = '', ...paging }, { changes }) {
    const found = changes.list().filter((change) => change.path.startsWith(path));
    return page(found.map(toRow), paging);
  },
});

function toRow({ id, at, by, action, path, keptBytes, state, reverts }: Change): z.input<typeof Row> {
  return {
    id,
    at,
    who: by.caller,
    tool: by.tool,
    action,
    path: toPlainLine(path),
    ...(by.reason === undefined ? {} : { reason: toPlainLine(by.reason) }),
    ...(keptBytes === undefined ? {} : { kept_bytes: keptBytes }),
    state,
    ...(reverts === undefined ? {} : { reverts }),
  };
}
