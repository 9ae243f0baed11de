import { z } from 'zod';

import type { LogLine } from '../../runtime/container.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { selectLines } from '../log-lines.ts';
import { parseSince, sinceInput } from '../time-input.ts';
import { containerInput } from './container-schema.ts';

// With a filter the hits may lie far back; this many lines are looked through.
const searchedLines = 5000;

export default defineTool({
  name: 'container_logs',
  title: 'Read container logs',
  description: 'Reads the last lines a container wrote, oldest first: time, out or err, text.',
  toolset: 'containers',
  starred: true,
  annotations: READ,
  input: z.object({
    ...containerInput,
    lines: z.int().min(1).max(1000).default(100),
    since: sinceInput,
    grep: z.string().min(1).max(200).optional().describe('Only lines with this text, any case.'),
  }),
  output: z.object({
    name: z.string(),
    lines: z.array(z.string()),
    truncated: z.boolean().optional().describe('Older lines were left out.'),
  }),
  async handler({ name, lines, since, grep }, { runtime, signal }) {
    const read = await runtime.logs(name, {
      lines: grep === undefined ? lines : searchedLines,
      signal,
      ...(since === undefined ? {} : { since: parseSince(since, Date.now()).toISOString() }),
    });
    const selected = selectLines(read, { lines, grep });
    return { name, lines: selected.lines.map(format), ...(selected.truncated ? { truncated: true } : {}) };
  },
});

function format({ time, stream, text }: LogLine): string {
  const moment = time === undefined ? '' : `${time.slice(0, 19)}Z `;
  return `${moment}${stream === 'stderr' ? 'err' : 'out'} ${text}`;
}
