import { z } from 'zod';

import { findLogs } from '../../files/logs/find-logs.ts';
import { compileQuery } from '../../files/logs/log-query.ts';
import { searchLogs } from '../../files/logs/search-logs.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { parseSince, sinceInput } from '../time-input.ts';
import { LogMatches, fitMatches } from './log-matches.ts';
import { shownLines } from './shown-line.ts';

export default defineTool({
  name: 'log_search',
  title: 'Search logs',
  description:
    "Searches log files, rotated and .gz ones too, newest match first. log_read takes a match's end as before.",
  toolset: 'logs',
  starred: true,
  longRunning: true,
  annotations: READ,
  input: z.object({
    query: z.string().min(1).max(200).describe('Text to find.'),
    in: z.array(z.string().max(4096)).max(20).optional().describe('Services or paths; default: all.'),
    regex: z.boolean().default(false).describe('RE2 syntax.'),
    case_sensitive: z.boolean().default(false).describe('Case counts.'),
    context: z.int().min(0).max(5).optional().describe('Lines around.'),
    since: sinceInput,
    until: z.string().max(40).optional().describe('As since.'),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    total: z.int(),
    files: z.int().describe('How many were searched.'),
    matches: LogMatches,
    truncated: z.boolean().optional().describe('There are older matches.'),
    notes: z.array(z.string()).optional(),
  }),
  async handler({ in: wanted = [], limit, context = 0, ...input }, { files, signal, progress }) {
    const matcher = compileQuery({
      query: input.query,
      isRegex: input.regex,
      isCaseSensitive: input.case_sensitive,
      shown: shownLines,
    });
    const now = Date.now();
    const [since, until] = [toMs('since', input.since, now), toMs('until', input.until, now)];
    const logs = await findLogs(files, wanted, signal);
    const found = await searchLogs(files, logs, {
      matcher,
      limit,
      context,
      since,
      until,
      signal,
      onProgress: progress,
    });
    const { matches, count } = fitMatches(found.matches);
    return {
      total: found.total,
      files: found.filesSearched,
      matches,
      ...(found.total > count ? { truncated: true } : {}),
      ...(found.notes.length > 0 ? { notes: found.notes.slice(0, 10) } : {}),
    };
  },
});

function toMs(name: string, text: string | undefined, now: number): number | undefined {
  return text === undefined ? undefined : parseSince(text, now, name).getTime();
}
