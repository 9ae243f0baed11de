import { AppError } from '../../errors.ts';
import type { FileFacts, UserFiles } from '../file-types.ts';
import { openSource } from './log-source.ts';
import { searchFile } from './search-file.ts';
import type { LogMatch, SearchOptions } from './search-types.ts';

export interface LogSearchResult {
  /** of all matching lines, also those that are not among `matches` */
  readonly total: number;
  /** newest first */
  readonly matches: readonly LogMatch[];
  readonly filesSearched: number;
  /** what was not searched as one would expect, and why */
  readonly notes: readonly string[];
}

interface FileResult {
  readonly total: number;
  readonly matches: readonly LogMatch[];
  readonly note?: string;
}

/** Searches log files one after the other; keeps the newest matches of them all. */
export async function searchLogs(
  files: Pick<UserFiles, 'open'>,
  logs: readonly FileFacts[],
  { onProgress, ...options }: SearchOptions & { readonly onProgress?: (line: string) => void },
): Promise<LogSearchResult> {
  const { since = -Infinity, limit } = options;
  // Nothing in a file is newer than its last change.
  const wanted = logs.filter(({ modified }) => modified.getTime() >= since);
  let [total, matches]: [number, readonly LogMatch[]] = [0, []];
  const notes: string[] = [];
  for (const [index, log] of wanted.entries()) {
    onProgress?.(`searched ${index} of ${wanted.length} files, ${total} matches`);
    const found = await searchOne(files, log, options);
    total += found.total;
    matches = mergeNewestFirst(matches, withTimes(found.matches, log)).slice(0, limit);
    if (found.note !== undefined) notes.push(`${log.path}: ${found.note}`);
  }
  return { total, matches, filesSearched: wanted.length, notes };
}

async function searchOne(files: Pick<UserFiles, 'open'>, log: FileFacts, options: SearchOptions): Promise<FileResult> {
  const file = await openIfThere(files, log);
  if (typeof file === 'string') return { total: 0, matches: [], note: file };
  await using opened = file;
  using source = openSource(opened);
  const { total, matches, clock } = await searchFile(source, log, options);
  const isTimeless = !clock.hasTimes && (options.since ?? options.until) !== undefined;
  const note = source.fault ?? (isTimeless ? 'its lines carry no time that is known here' : undefined);
  return { total, matches, ...(note === undefined ? {} : { note }) };
}

async function openIfThere(files: Pick<UserFiles, 'open'>, { path }: FileFacts) {
  try {
    return await files.open(path);
  } catch (error) {
    // One that was rotated away or is closed to us does not hide what the others hold.
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

type Timed = LogMatch & { readonly time: number };

// Lines before the first time of a file are as old as the next that has one; a file without times as its last change.
function withTimes(matches: readonly LogMatch[], { modified }: FileFacts): Timed[] {
  let time = modified.getTime();
  return matches.toReversed().map((match) => {
    time = match.time ?? time;
    return { ...match, time };
  });
}

// Both are newest first; of one time the line that is further down in its file is the newer one.
function mergeNewestFirst(kept: readonly LogMatch[], found: readonly Timed[]): LogMatch[] {
  return [...kept, ...found].toSorted((left, right) => (right.time ?? 0) - (left.time ?? 0));
}
