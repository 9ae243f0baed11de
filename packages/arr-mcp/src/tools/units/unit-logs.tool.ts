import type { JournalEntry } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { selectLines } from '../log-lines.ts';
import { parseSince, sinceInput } from '../time-input.ts';
import { unitInput } from './unit-schema.ts';

// The names of syslog's priorities, by their number.
const levels = ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'info', 'debug'] as const;
// With a filter the hits may lie far back; the helper gives this many entries at most.
const searchedLines = 1000;

export default defineTool({
  name: 'unit_logs',
  title: 'Read unit logs',
  description:
    'Reads the last journal entries of a unit, oldest first: time, level, source, text. Also shows why systemd could not start it.',
  toolset: 'units',
  annotations: READ,
  input: z.object({
    ...unitInput,
    lines: z.int().min(1).max(1000).default(100),
    since: sinceInput,
    level: z.enum(levels).optional().describe('Only entries this bad or worse.'),
    grep: z.string().min(1).max(200).optional().describe('Only entries with this text, any case.'),
  }),
  output: z.object({
    unit: z.string(),
    lines: z.array(z.string()),
    truncated: z.boolean().optional(),
  }),
  async handler({ unit, lines, since, level, grep }, { helper, signal }) {
    const args = {
      unit,
      lines: grep === undefined ? lines : searchedLines,
      ...(since === undefined ? {} : { since: Math.floor(parseSince(since, Date.now()).getTime() / 1000) }),
      ...(level === undefined ? {} : { priority: levels.indexOf(level) }),
    };
    const { entries } = await helper.call('unit_logs', args, { signal });
    const selected = selectLines(entries.map(toLine), { lines, grep });
    return {
      unit,
      lines: selected.lines.map(({ text }) => text),
      ...(selected.truncated ? { truncated: true } : {}),
    };
  },
});

function toLine({ time, priority, source, message }: JournalEntry): { text: string } {
  const level = priority === undefined ? '' : ` ${levels[priority] ?? ''}`;
  return {
    text: `${time.slice(0, 19)}Z${level}${source === undefined ? '' : ` ${source}:`} ${message}`,
  };
}
