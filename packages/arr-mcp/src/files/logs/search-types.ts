import type { LineMatcher } from './line-matcher.ts';

export interface LogMatch {
  readonly path: string;
  /** counted from 1 */
  readonly line: number;
  /** position of the next line in the file's (unpacked) bytes */
  readonly end: number;
  /** the line; of a very long one the part around the match */
  readonly text: string;
  /** where in the text the match is, about */
  readonly hit: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** milliseconds since 1970: the line's own, or that of the last line before it that has one */
  readonly time: number | undefined;
}

export interface SearchOptions {
  readonly matcher: LineMatcher;
  /** the newest matches are kept */
  readonly limit: number;
  /** lines before and after a match */
  readonly context: number;
  /** milliseconds since 1970, both inclusive; lines without a time are left out where one of them is set */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly signal: AbortSignal;
  /** bytes that are read at a time */
  readonly blockBytes?: number;
}
