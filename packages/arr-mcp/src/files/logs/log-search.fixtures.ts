import { utimesSync } from 'node:fs';

import { ScopeFolders } from '../file-scope.fixtures.ts';
import type { ShownLines } from './line-matcher.ts';
import { compileQuery } from './log-query.ts';
import { type LogSearchResult, searchLogs } from './search-logs.ts';
import type { SearchOptions } from './search-types.ts';

export interface Search extends Partial<Omit<SearchOptions, 'matcher'>> {
  readonly query: string;
  readonly isRegex?: boolean;
  readonly isCaseSensitive?: boolean;
}

/** Lines that are shown as they are. */
export const asTheyAre: ShownLines = { marks: '(?!)', show: (line) => line };

/** Log files in a directory of their own, and searches through the file scope. */
export class LogFolder extends ScopeFolders {
  /** @param modified the time that the file gets */
  writeAt(name: string, content: string | Uint8Array, modified: Date): string {
    const path = this.write(name, content);
    utimesSync(path, modified, modified);
    return path;
  }

  async search(paths: readonly string[], search: Search): Promise<LogSearchResult> {
    const { query, isRegex = false, isCaseSensitive = false, ...options } = search;
    const facts = await Promise.all(paths.map(async (path) => this.files.find(path)));
    return searchLogs(
      this.files,
      facts.filter((each) => each !== undefined),
      {
        matcher: compileQuery({ query, isRegex, isCaseSensitive, shown: asTheyAre }),
        limit: 50,
        context: 0,
        signal: new AbortController().signal,
        ...options,
      },
    );
  }
}
