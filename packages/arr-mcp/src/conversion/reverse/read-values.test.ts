import { parseQuadletFile, quadletValues } from '@arr-mcp/helper-protocol';
import { describe, expect, it } from 'vitest';

import { writeForKey } from '../quadlet/key-writers.ts';
import { InexpressibleError, writeCommandWord, writeJsonArray } from '../quadlet/write-value.ts';
import { type ValueForm, hasUnknownEscape, readValues } from './read-values.ts';
import { escapeDollars, toComposeText } from './value-text.ts';

const alphabet = [' ', '"', "'", '\\', '$', '%', '{', '}', 'h', 'n', ';', '\n', '\t', 'é', ',', '=', '[', '#'];
const texts = [
  '',
  ...alphabet.flatMap((a) => [a, ...alphabet.flatMap((b) => [a + b, ...alphabet.map((c) => a + b + c)])]),
];
const note = { changed: () => undefined, approximated: () => undefined, dropped: () => undefined };
const source = {
  unitName: 'app',
  variables: new Map([
    ['ARR_SEMICOLON', ';'],
    ['ARR_EMPTY', ''],
  ]),
  note,
};

/** What the readers make of a written value, through a whole file. */
function readBack(form: ValueForm, key: string, written: string): string[] {
  const result = parseQuadletFile(`[Container]\n${key}=${written}\n`);
  if (!result.ok) throw new Error(`${key}=${written}`);
  return readValues(form, quadletValues(result.file, 'Container', key)).map((raw) => toComposeText(raw, source));
}

function writtenOf(write: () => string): string | undefined {
  try {
    return write();
  } catch (error) {
    if (error instanceof InexpressibleError) return undefined;
    throw error;
  }
}

describe('values that the conversion from compose writes', () => {
  it.each([
    ['Environment', 'words', texts.length],
    ['Label', 'words', texts.length],
    ['Sysctl', 'plain words', 2000],
    ['Volume', 'lines', 2000],
    ['HostName', 'single', 2000],
  ] as const)('of %s read back as they were meant', (key, form, least) => {
    const written = texts.flatMap((text) => {
      const value = writtenOf(() => writeForKey(key, `K=${text}`));
      return value === undefined ? [] : [{ text, value }];
    });
    const wrong = written.filter(({ text, value }) => readBack(form, key, value)[0] !== escapeDollars(`K=${text}`));

    expect(written.length).toBeGreaterThanOrEqual(least);
    expect(wrong).toEqual([]);
  });

  it('of Exec and Entrypoint read back as they were meant', () => {
    const wrong = texts.filter((text) => {
      const words = readBack('words', 'Exec', `first ${writeCommandWord(text).text} last`);
      const list = readBack('single', 'Entrypoint', writeJsonArray(['first', text]))[0] ?? '';
      const isSame = JSON.stringify(JSON.parse(list)) === JSON.stringify(['first', escapeDollars(text)]);
      return words.length !== 3 || words[1] !== escapeDollars(text) || !isSame;
    });

    expect(wrong).toEqual([]);
  });
});

describe('hasUnknownEscape', () => {
  it.each([
    [String.raw`test\.com`, true],
    [String.raw`a\\.b`, false],
    [String.raw`\x3b\n\"`, false],
    [String.raw`a\\\d`, true],
    ['plain', false],
  ])('%s: %s', (value, expected) => {
    expect(hasUnknownEscape(value)).toBe(expected);
  });
});
