import { z } from 'zod';

import type { FileFacts } from '../../files/file-types.ts';
import { type ServiceLog, isLogOf, readLogCatalog } from '../../files/logs/log-catalog.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';

const LogRow = z.object({
  service: z.string(),
  path: z.string(),
  size_bytes: z.int(),
  modified: z.string(),
  rotated: z.object({ files: z.int(), bytes: z.int() }).optional().describe('Older files of this log.'),
});

export default defineTool({
  name: 'log_list',
  title: 'List log files',
  description: 'Lists the log files of the services, with size, age and how many rotated files belong to each.',
  toolset: 'logs',
  annotations: READ,
  input: z.object({
    service: z.string().max(128).optional().describe('Folder of a service or stack, such as sonarr.'),
    ...pageInput,
  }),
  output: z.object({
    items: z.array(LogRow),
    ...pageOutput,
    unfinished: z.array(z.string()).optional().describe('Services with too many folders to look through them all.'),
  }),
  async handler({ service, ...paging }, { files, signal }) {
    const { logs, unfinished } = await readLogCatalog(files, signal);
    const wanted = service === undefined ? logs : logs.filter((log) => isLogOf(log, service));
    return { ...page(wanted.map(toRow), paging), ...(unfinished.length === 0 ? {} : { unfinished: [...unfinished] }) };
  },
});

function toRow({ service, files: [newest, ...older] }: ServiceLog): z.output<typeof LogRow> {
  const row = { service, path: newest.path, size_bytes: newest.sizeBytes, modified: newest.modified.toISOString() };
  return older.length === 0 ? row : { ...row, rotated: { files: older.length, bytes: sizeOf(older) } };
}

function sizeOf(files: readonly FileFacts[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
