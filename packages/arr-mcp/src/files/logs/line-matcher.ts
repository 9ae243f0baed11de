import { lineText } from './line-bounds.ts';

/** Finds the lines of a part of bytes: one position inside each matching line, in order. */
export type LineMatcher = (bytes: Buffer, from: number, to: number) => number[];

// Measured from 16 KiB to 4 MiB: larger strings are not faster and let V8's heap for young values grow by tens of MiB.
const windowBytes = 32_768;
const lineFeed = 10;

export interface LineTest {
  /** what every matching line contains, one of these; undefined when that is not known: then each line is tested */
  readonly literals: readonly string[] | undefined;
  readonly isCaseSensitive: boolean;
  /** decides on the text of a line that contains a literal; absent: that is enough */
  readonly accept?: (line: string) => boolean;
}

/**
 * Searches bytes as Latin-1 text, in which each byte is a character: no decoding, and a literal is looked for in many
 * lines at once. Only lines that are to be tested are decoded.
 */
export function createLineMatcher({ literals, isCaseSensitive, accept }: LineTest): LineMatcher {
  const candidate = literals === undefined ? everyLine : literalFinder(literals, isCaseSensitive);
  return (bytes, from, to) => {
    const hits: number[] = [];
    for (let start = from, end = 0; start < to; start = end) {
      end = windowEnd(bytes, start, to);
      const text = bytes.toString('latin1', start, end);
      for (let at = 0; at < text.length;) {
        const hit = candidate(text, at);
        if (hit === -1) break;
        const lineEnd = endOfLine(text, hit);
        if (accept === undefined || accept(lineText(bytes, start + startOfLine(text, hit), start + lineEnd)))
          hits.push(start + hit);
        at = lineEnd + 1;
      }
    }
    return hits;
  };
}

type CandidateFinder = (text: string, from: number) => number;

const everyLine: CandidateFinder = (_text, from) => from;

function literalFinder(literals: readonly string[], isCaseSensitive: boolean): CandidateFinder {
  const source = literals.map((literal) => literalSource(literal, isCaseSensitive)).join('|');
  // Only escaped bytes of literals are in it, so it cannot be slow.
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
