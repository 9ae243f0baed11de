import { z } from 'zod';

import { findLogs } from '../../files/logs/find-logs.ts';
import { compileQuery } from '../../files/logs/log-query.ts';
import { searchLogs } from '../../files/logs/search-logs.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { parseSince, sinceInput } from '../time-input.ts';
import { LogMatches, fitMatches } from './log-matches.ts';

export default defineTool({
  name: 'log_search',
  title: 'Search log files',
  description:
    "Searches log files of any size, rotated and .gz ones too. Newest matches first; log_read with before set to a match's end shows what led to it.",
  toolset: 'logs',
  starred: true,
  longRunning: true,
  annotations: READ,
  input: z.object({
    query: z.string().min(1).max(200).describe('Text, or an RE2 expression with regex.'),
    in: z
      .array(z.string().min(1).max(4096))
      .max(20)
      .default([])
      .describe('Services (sonarr) or paths of logs; empty: all logs.'),
    regex: z.boolean().default(false).describe('query is a regular expression.'),
    case_sensitive: z.boolean().default(false).describe('Case counts.'),
    context: z.int().min(0).max(5).default(0).describe('Lines before and after.'),
    since: sinceInput,
    until: sinceInput,
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({
    total: z.int(),
    files: z.int().describe('How many were searched.'),
    matches: LogMatches,
    truncated: z.boolean().optional().describe('There are older matches.'),
    notes: z.array(z.string()).optional(),
  }),
  async handler({ in: wanted, limit, context, ...input }, { files, signal, progress }) {
    const matcher = compileQuery({
      query: input.query,
      isRegex: input.regex,
      isCaseSensitive: input.case_sensitive,
    });
    const now = Date.now();
    const [since, until] = [input.since, input.until].map((text) => toMs(text, now));
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

function toMs(text: string | undefined, now: number): number | undefined {
  return text === undefined ? undefined : parseSince(text, now).getTime();
}
