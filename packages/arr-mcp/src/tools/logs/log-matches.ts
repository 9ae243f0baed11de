import { z } from 'zod';

import type { LogMatch } from '../../files/logs/search-types.ts';
import { toShownLine } from './shown-line.ts';

const Match = z.object({
  line: z.int(),
  end: z.int(),
  text: z.string(),
  before: z.array(z.string()).optional(),
  after: z.array(z.string()).optional(),
});

/** Matches that follow each other in time and are in one file stand under its path, which then is there once. */
export const LogMatches = z.array(z.object({ path: z.string(), lines: z.array(Match) }));
type LogMatches = z.output<typeof LogMatches>;

const maxBytes = 20_000;
const maxTextLength = 600;
const maxContextLength = 300;
// What a model should see of a long line before the match.
const leadLength = 150;

/** As many of the matches as an answer holds. @param matches newest first */
export function fitMatches(matches: readonly LogMatch[]): { matches: LogMatches; count: number } {
  const groups: LogMatches = [];
  let [bytes, count] = [0, 0];
  for (const match of matches) {
    const shown = toShown(match);
    const group = groups.at(-1);
    const isSameFile = group?.path === match.path;
    bytes += Buffer.byteLength(JSON.stringify(shown)) + (isSameFile ? 0 : Buffer.byteLength(match.path) + 30);
    if (count > 0 && bytes > maxBytes) break;
    if (isSameFile) group.lines.push(shown);
    else groups.push({ path: match.path, lines: [shown] });
    count += 1;
  }
  return { matches: groups, count };
}

function toShown({ line, end, text, hit, before, after }: LogMatch): z.output<typeof Match> {
  return {
    line,
    end,
    text: around(text, hit),
    ...(before.length > 0 ? { before: before.map(shorten) } : {}),
    ...(after.length > 0 ? { after: after.map(shorten) } : {}),
  };
}

// Masked before it is cut: of a secret that is cut in two the rest would not be known as one.
function around(text: string, hit: number): string {
  const plain = toShownLine(text);
  if (plain.length <= maxTextLength) return plain;
  // Masking has moved the match; what stands before it moves with it.
  const start = Math.max(
    0,
    Math.min(toShownLine(text.slice(0, hit)).length - leadLength, plain.length - maxTextLength),
  );
  const end = start + maxTextLength;
  return `${start > 0 ? '…' : ''}${plain.slice(start, end)}${end < plain.length ? '…' : ''}`;
}

function shorten(line: string): string {
  const plain = toShownLine(line);
  return plain.length <= maxContextLength ? plain : `${plain.slice(0, maxContextLength)}…`;
}
