import { lineText } from './line-bounds.ts';

/** Finds the lines of a part of bytes: one position inside each matching line, in order. */
export type LineMatcher = (bytes: Buffer, from: number, to: number) => number[];

// Measured from 16 KiB to 4 MiB: larger strings are not faster and let V8's heap for young values grow by tens of MiB.
const windowBytes = 32_768;
const lineFeed = 10;

/** How lines are shown to whoever searches. */
export interface ShownLines {
  /** expression for the bytes of a line, as Latin-1: every line that is shown in another way than it is has one */
  readonly marks: string;
  readonly show: (line: string) => string;
}

export interface LineTest {
  /** what every matching line contains, one of these; undefined when that is not known: then each line is tested */
  readonly literals: readonly string[] | undefined;
  readonly isCaseSensitive: boolean;
  /** decides on the text of a line, as it is shown; absent: that it contains a literal is enough */
  readonly accept?: (line: string) => boolean;
  readonly shown: ShownLines;
  /** a line may match as it is shown although it has no literal: each that is shown in another way is tested */
  readonly matchesMasks: boolean;
}

/**
 * Searches bytes as Latin-1 text, in which each byte is a character: no decoding, and a literal is looked for in many
 * lines at once. Only lines that are to be tested are decoded. What decides is how a line is shown.
 */
export function createLineMatcher(test: LineTest): LineMatcher {
  const candidate = createCandidateFinder(test);
  const isMatch = createDecision(test);
  return (bytes, from, to) => {
    const hits: number[] = [];
    for (let start = from, end = 0; start < to; start = end) {
      end = windowEnd(bytes, start, to);
      const text = bytes.toString('latin1', start, end);
      for (let at = 0; at < text.length;) {
        const hit = candidate(text, at);
        if (hit === -1) break;
        const [lineStart, lineEnd] = [startOfLine(text, hit), endOfLine(text, hit)];
        const toLine = (): string => lineText(bytes, start + lineStart, start + lineEnd);
        if (isMatch(text.slice(lineStart, lineEnd), toLine)) hits.push(start + hit);
        at = lineEnd + 1;
      }
    }
    return hits;
  };
}

type CandidateFinder = (text: string, from: number) => number;

const everyLine: CandidateFinder = (_text, from) => from;

function createCandidateFinder({ literals, isCaseSensitive, shown, matchesMasks }: LineTest): CandidateFinder {
  if (literals === undefined) return everyLine;
  const sources = literals.map((literal) => literalSource(literal, isCaseSensitive));
  return finderOf([...sources, ...(matchesMasks ? [shown.marks] : [])].join('|'));
}

type Decision = (latin1: string, toLine: () => string) => boolean;

function createDecision({ literals = [], isCaseSensitive, accept, shown }: LineTest): Decision {
  const isMarked = new RegExp(shown.marks);
  if (accept !== undefined) {
    return (latin1, toLine) => accept(isMarked.test(latin1) ? shown.show(toLine()) : toLine());
  }
  const find = finderOf(literals.map((literal) => literalSource(literal, isCaseSensitive)).join('|'));
  return (latin1, toLine) =>
    !isMarked.test(latin1) || find(Buffer.from(shown.show(toLine())).toString('latin1'), 0) !== -1;
}

function finderOf(source: string): CandidateFinder {
  // Only escaped bytes of literals and bounded marks are in it, so it cannot be slow.
  const pattern = new RegExp(source, 'g');
  return (text, from) => {
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex - 1 : -1;
  };
}

/** An expression for the UTF-8 bytes of a text; any case means both cases of each letter. */
function literalSource(literal: string, isCaseSensitive: boolean): string {
  return Array.from(literal, (character) => {
    const forms = isCaseSensitive ? [character] : [character, character.toLowerCase(), character.toUpperCase()];
    // The upper case of some letters is two; those have no other case here.
    const bytes = new Set(forms.filter((form) => Array.from(form).length === 1).map(escapedBytes));
    return bytes.size === 1 ? [...bytes].join('') : `(?:${[...bytes].join('|')})`;
  }).join('');
}

function escapedBytes(text: string): string {
  return Array.from(Buffer.from(text), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

function windowEnd(bytes: Buffer, start: number, to: number): number {
  if (to - start <= windowBytes) return to;
  const end = bytes.lastIndexOf(lineFeed, start + windowBytes - 1) + 1;
  if (end > start) return end;
  const next = bytes.indexOf(lineFeed, start + windowBytes);
  return next === -1 || next >= to ? to : next + 1;
}

function startOfLine(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}
