import { parseQuadletFile, splitCsv, splitWords, trimQuotes } from '@arr-mcp/helper-protocol';
import { describe, expect, it } from 'vitest';

import {
  InexpressibleError,
  writeCommandWord,
  writeCsv,
  writeJsonArray,
  writePlainWord,
  writeRawList,
  writeRawSingle,
  writeWord,
} from './write-value.ts';

const alphabet = [
  ...Array.from('ab Z09-=:;,#[]{}()|&<>*?~`!/.\'"\\%$éß日'),
  '\n',
  '\t',
  '\r',
  '\u0001',
  '\u007F',
  '\u0085',
  '\u00A0',
  '\u2028',
  '\uFEFF',
  '\u{1F600}',
  '\uD800',
  '\0',
  '%h',
  '$$',
  '${X}',
  '[Service]\n',
  'ExecStartPre=/bin/sh',
  ' ;',
  '\\\n',
];

/** Texts that are the same in each run: a linear congruential generator from a fixed seed. */
function* texts(count: number): Generator<string> {
  let seed = 20_260_101;
  const next = (limit: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * limit);
  };
  for (let made = 0; made < count; made += 1) {
    const length = next(9);
    yield Array.from({ length }, () => alphabet[next(alphabet.length)]).join('');
  }
}

/** The value as it reaches the reader of its key, when it stands alone in a file. */
function valueOf(written: string): string {
  const parsed = parseQuadletFile(`[Container]\nKey=${written}\n`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const lines = parsed.file.sections.flatMap((section) => section.lines);
  const [line] = lines;
  if (lines.length !== 1 || line?.type !== 'entry') throw new Error(`not one assignment: ${written}`);
  return line.value;
}

// What systemd makes of doubled signs, and refuses or replaces otherwise.
function undouble(text: string): string {
  expect(text.replaceAll(/%%|\$\$/g, '')).not.toMatch(/[%$]/);
  return text.replaceAll('%%', '%').replaceAll('$$', '$');
}

const splitPlain = (value: string) => (value.match(/"[^"]*"|[^\s"]+/g) ?? []).map((word) => word.replaceAll('"', ''));

const writers: readonly (readonly [string, (meant: string) => string, (value: string) => readonly string[]])[] = [
  ['writeWord', writeWord, splitWords],
  ['writePlainWord', writePlainWord, splitPlain],
  ['writeRawSingle', writeRawSingle, (value) => [trimQuotes(value)]],
  ['writeRawList', writeRawList, (value) => [value]],
  ['writeJsonArray', (meant) => writeJsonArray([meant]), (value) => JSON.parse(value) as string[]],
  [
    'writeCsv',
    (meant) => writeCsv([['a', meant]]),
    (value) => splitCsv(value).map((field) => field.replace(/^a=/, '')),
  ],
];

/** What was written; undefined when it was refused as it should be. */
function attempt(write: () => string): string | undefined {
  try {
    return write();
  } catch (error) {
    if (error instanceof InexpressibleError) return undefined;
    throw error;
  }
}

describe.each(writers)('%s', (_name, write, read) => {
  it('writes what is read back as it was meant, or refuses it', () => {
    let written = 0;
    const failures: string[] = [];
    for (const meant of texts(6000)) {
      const text = attempt(() => write(meant));
      if (text === undefined) continue;
      written += 1;
      const back = read(valueOf(text)).map(undouble);
      if (back.length !== 1 || back[0] !== meant) failures.push(`${JSON.stringify(meant)} as ${text}`);
    }

    expect(failures).toEqual([]);
    expect(written).toBeGreaterThan(500);
  });
});

describe('what cannot be expressed', () => {
  it.each([
    ['an empty word', () => writeWord('')],
    ['a lone semicolon', () => writeWord(';')],
    ['NUL', () => writeWord('a\0b')],
    ['half of a character', () => writeJsonArray(['\uD800'])],
    ['a quote at the end of a raw text', () => writeRawSingle('say "hi"')],
    ['a quote in a word without escapes', () => writePlainWord('a"b')],
    ['a new line in a raw text', () => writeRawSingle('a\n[Service]')],
    ['a backslash at the end of a line', () => writeRawList('a\\')],
    ['a blank at the start of a line', () => writeRawList(' a')],
    ['a comma in a mount', () => writeCsv([['source', '/a,b']])],
  ])('is told for %s', (_what, write) => {
    expect(write).toThrow(InexpressibleError);
  });
});

describe('writeCommandWord', () => {
  it.each([
    [';', '${ARR_SEMICOLON}', 'ARR_SEMICOLON=;'],
    ['', '${ARR_EMPTY}', 'ARR_EMPTY='],
  ])('lets a variable stand for %j', (meant, text, variable) => {
    expect(writeCommandWord(meant)).toEqual({ text, variable });
  });

  it('writes the same text as a variable with doubled signs', () => {
    expect(writeCommandWord('${ARR_EMPTY}')).toEqual({ text: '$${ARR_EMPTY}' });
  });
});
