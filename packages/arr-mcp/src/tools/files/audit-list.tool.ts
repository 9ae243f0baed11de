import { toPlainLine } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { type AuditEntry, keptEntries } from '../../storage/audit-store.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';

const maxText = 300;

const Outcome = z.enum(['asked', 'started', 'done', 'failed', 'cancelled']);

const Row = z.object({
  at: z.string(),
  who: z.string(),
  tool: z.string(),
  outcome: Outcome,
  arguments: z.string().optional(),
  detail: z.string().optional(),
});

export default defineTool({
  name: 'audit_list',
  title: 'List writing calls',
  description: 'Lists the calls of tools that write, newest first: who, when, with what, and how it ended.',
  toolset: 'files',
  annotations: READ,
  input: z.object({
    tool: z.string().max(64).optional().describe('Name of the tool.'),
    who: z.string().max(200).optional().describe('Name of the caller.'),
    outcome: Outcome.optional(),
    ...pageInput,
  }),
  output: z.object({ items: z.array(Row), ...pageOutput }),
  async handler({ tool, who, outcome, ...paging }, { audit }) {
    return page(audit.list(keptEntries, { tool, caller: who, outcome }).map(toRow), paging);
  },
});

function toRow({ at, caller, tool, arguments: args, outcome, detail }: AuditEntry): z.input<typeof Row> {
  return {
    at,
    who: caller,
    tool,
    outcome,
    ...(Object.keys(args).length === 0 ? {} : { arguments: bounded(JSON.stringify(args)) }),
    ...(detail === undefined ? {} : { detail: bounded(detail) }),
  };
}

function bounded(text: string): string {
  const line = toPlainLine(text);
  return line.length <= maxText ? line : `${line.slice(0, maxText)}…`;
}
