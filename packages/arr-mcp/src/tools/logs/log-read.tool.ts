import { z } from 'zod';

import { findLog } from '../../files/logs/find-logs.ts';
import { readLogEnd } from '../../files/logs/read-log-end.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { selectLines } from '../log-lines.ts';
import { toShownLine } from './shown-line.ts';

export default defineTool({
  name: 'log_read',
  title: 'Read a log file',
  description: 'Reads the last lines of a log file, oldest first. log_list shows the files.',
  toolset: 'logs',
  annotations: READ,
  input: z.object({
    path: z.string().min(1).max(4096).describe('Absolute path; may be a rotated or .gz file.'),
    lines: z.int().min(1).max(1000).default(100),
    before: z.int().min(0).optional().describe('Byte position: the lines before it. From the last answer or a match.'),
  }),
  output: z.object({
    path: z.string(),
    lines: z.array(z.string()),
    before: z.int().optional().describe('Give it back for older lines; absent at the beginning of the file.'),
    note: z.string().optional(),
  }),
  async handler({ path, lines, before }, { files, signal }) {
    const log = await findLog(files, path);
    await using file = await files.open(log.path);
    const { lines: read, fault } = await readLogEnd(file, { lines, before, signal });
    // Masked before it is cut: of a secret that is cut in two the rest would not be known as one.
    const plain = read.map(({ text, start }) => ({ text: toShownLine(text), start }));
    const selected = selectLines(plain, { lines }).lines;
    const start = selected[0]?.start ?? 0;
    return {
      path: log.path,
      lines: selected.map(({ text }) => text),
      ...(start > 0 ? { before: start } : {}),
      ...(fault === undefined ? {} : { note: fault }),
    };
  },
});
