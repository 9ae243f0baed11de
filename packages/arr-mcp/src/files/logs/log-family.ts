import { basename, dirname, join } from 'node:path';

import type { FileFacts } from '../file-types.ts';
import { parseLogName } from './log-names.ts';

/** A log: the file that is written to and those it was rotated into. */
export interface LogFamily {
  /** newest first; the first is the one that is written to, or was last */
  readonly files: readonly [FileFacts, ...FileFacts[]];
}

/** Log files of any folders put together to logs, in the order in which each was met first. */
export function groupLogs(files: readonly FileFacts[]): LogFamily[] {
  const groups = Map.groupBy(files, ({ path }) => join(dirname(path), parseLogName(basename(path)).log));
  return [...groups.values()].flatMap((group) => {
    const [newest, ...older] = group.toSorted(byAge);
    return newest === undefined ? [] : [{ files: [newest, ...older] }];
  });
}

// Renaming and compressing keep a file's time; equal times are told apart by the numbers, of which 1 is newer than 2.
function byAge(left: FileFacts, right: FileFacts): number {
  const [ours, theirs] = [generationOf(left), generationOf(right)];
  if (ours === undefined || theirs === undefined) return Number(ours !== undefined) - Number(theirs !== undefined);
  const byTime = right.modified.getTime() - left.modified.getTime();
  return byTime === 0 ? ours.localeCompare(theirs, 'en', { numeric: true }) : byTime;
}

function generationOf({ path }: FileFacts): string | undefined {
  return parseLogName(basename(path)).generation;
}
