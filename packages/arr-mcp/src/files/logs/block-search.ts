import {
  afterLastLine,
  countLines,
  goBack,
  goForward,
  lineEndAfter,
  lineStartBefore,
  lineText,
  linesOf,
} from './line-bounds.ts';
import { LineClock } from './line-clock.ts';
import type { LogMatch, SearchOptions } from './search-types.ts';

interface SearchedFile {
  readonly path: string;
  readonly modified: Date;
  /** bytes that may be kept from one block for the next */
  readonly carryBytes: number;
}

interface Hit {
  /** a position in the match */
  readonly at: number;
  /** where its line starts */
  readonly start: number;
  readonly time: number | undefined;
}

const lineFeed = 10;
// Of a line that is too long to be held the end is looked at twice, for a match that lies across the border.
const overlapBytes = 1024;
// Around a match in a very long line, on each side.
const shownBytes = 2048;

/** Searches a file given to it block by block, each together with what it wants to see again of the one before. */
export class BlockSearch {
  total = 0;
  matches: LogMatch[] = [];
  readonly clock: LineClock;
  readonly #file: SearchedFile;
  readonly #options: SearchOptions;
  /** where the bytes are in the file, and which line is the first that was not searched yet */
  #offset = 0;
  #line = 1;
  /** position of that line in the bytes */
  #next = 0;
  /** it is the rest of a line that did not fit, and that did match */
  #isCounted = false;

  constructor(file: SearchedFile, options: SearchOptions) {
    this.#file = file;
    this.#options = options;
    this.clock = new LineClock(file.modified);
  }

  /** @returns from where on the bytes have to be given again, before those that follow them */
  search(bytes: Buffer, isLast: boolean): number {
    const end = isLast ? bytes.length : this.#searchableEnd(bytes);
    if (end <= this.#next) return this.#keep(this.#contextStart(bytes, this.#next), this.#next);
    const hits = this.#findHits(bytes, end);
    this.#takeNewest(bytes, this.#count(bytes, hits), end);
    this.clock.timeOf(bytes, this.#lineStart(bytes, end - 1));
    const isCut = !isLast && end === bytes.length && bytes.at(-1) !== lineFeed;
    this.#isCounted = isCut && this.#isInLastLine(bytes, hits);
    if (!isCut) return this.#keep(this.#contextStart(bytes, end), end);
    const overlap = Math.max(this.#lineStart(bytes, end), end - Math.min(overlapBytes, this.#file.carryBytes));
    return this.#keep(overlap, overlap);
  }

  #findHits(bytes: Buffer, end: number): number[] {
    const hits = this.#options.matcher(bytes, this.#next, end);
    const [first] = hits;
    const isCounted = this.#isCounted && first !== undefined && this.#lineStart(bytes, first) === this.#next;
    return isCounted ? hits.slice(1) : hits;
  }

  /** Counts the hits that are wanted; the newest of them with their times. */
  #count(bytes: Buffer, hits: readonly number[]): Hit[] {
    const { limit, since = -Infinity, until = Infinity } = this.#options;
    const isAnyTime = since === -Infinity && until === Infinity;
    const timed = (isAnyTime ? hits.slice(-limit) : hits).map((at) => {
      const start = this.#lineStart(bytes, at);
      return { at, start, time: this.clock.timeOf(bytes, start) };
    });
    const wanted = isAnyTime ? timed : timed.filter(({ time }) => time !== undefined && time >= since && time <= until);
    this.total += isAnyTime ? hits.length : wanted.length;
    return wanted.slice(-limit);
  }

  // Of many matches only the newest are decoded; the others are a number.
  #takeNewest(bytes: Buffer, hits: readonly Hit[], end: number): void {
    let counted = this.#next;
    const newest = hits.map((hit) => {
      this.#line += countLines(bytes, counted, hit.start);
      counted = hit.start;
      return this.#toMatch(bytes, hit);
    });
    this.#line += countLines(bytes, counted, end);
    if (newest.length > 0) this.matches = [...this.matches, ...newest].slice(-this.#options.limit);
  }

  #toMatch(bytes: Buffer, { at, start, time }: Hit): LogMatch {
    const { context } = this.#options;
    const lineEnd = lineEndAfter(bytes, at);
    const from = Math.max(start, at - shownBytes);
    const next = Math.min(lineEnd + 1, bytes.length);
    return {
      path: this.#file.path,
      line: this.#line,
      end: this.#offset + next,
      text: lineText(bytes, from, Math.min(lineEnd, at + shownBytes)),
      hit: bytes.toString('utf8', from, at).length,
      before: linesOf(bytes, goBack(bytes, start, context), start, shownBytes),
      after: linesOf(bytes, next, goForward(bytes, next, context), shownBytes),
      time,
    };
  }

  /** Up to where lines are complete and have their context after them; all where one line is all there is. */
  #searchableEnd(bytes: Buffer): number {
    const lastLine = afterLastLine(bytes);
    const ends = [goBack(bytes, lastLine, this.#options.context, this.#next), lastLine];
    const isFull = bytes.length - this.#next > this.#file.carryBytes;
    if (!isFull) return ends[0] ?? 0;
    return ends.find((end) => end > this.#next && bytes.length - end <= this.#file.carryBytes) ?? bytes.length;
  }

  #contextStart(bytes: Buffer, end: number): number {
    const start = goBack(bytes, end, this.#options.context);
    return bytes.length - start <= this.#file.carryBytes ? start : end;
  }

  #isInLastLine(bytes: Buffer, hits: readonly number[]): boolean {
    const start = this.#lineStart(bytes, bytes.length);
    return (this.#isCounted && start === this.#next) || (hits.at(-1) ?? -1) >= start;
  }

  #lineStart(bytes: Buffer, at: number): number {
    return Math.max(this.#next, lineStartBefore(bytes, at));
  }

  #keep(from: number, next: number): number {
    this.#offset += from;
    this.#next = next - from;
    this.clock.moveOn(this.#next);
    return from;
  }
}
