import { describe, expect, it } from 'vitest';

import { shownLines, toShownLine } from './shown-line.ts';

const marks = new RegExp(shownLines.marks);
const isMarked = (line: string): boolean => marks.test(Buffer.from(line).toString('latin1'));

// The same numbers in each run.
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const words = [
  'apikey',
  'API_KEY',
  'x-token',
  'Password',
  'passwd',
  'secret',
  'key',
  '\u212Aey',
  '\u017Fecret',
  'hunter2',
  'rss-key',
  'auth',
  'X-Api-Key: ',
  'Authorization: Bearer ',
  'Cookie: ',
  '0a1b2c3d4e5f60718293',
  'aB3-xY_9aB3-xY_9aB3-xY_9aB3-xY_9',
];
const signs = [
  '/',
  '%2F',
  '%3D',
  '?r=',
  '=',
  '": "',
  '":"',
  ':',
  '@',
  '://',
  ' ',
  '\t',
  '"',
  '&',
  '?',
  ',',
  '\u00A0',
  '\u3000',
  '\uFFFD',
];
const long = ['http://user:pw@host', 'a'.repeat(199), 'é'.repeat(199), '𝕏'.repeat(99), 'ä', '日本'];
const taken = ['\u001B[36m', '\u001B[0m', '\0', '\r', '\u0085', '\u061C', '\u200E', '\u202E', '\u2069'];
const parts = [...words, ...signs, ...long, ...taken];

describe('the marks of lines', () => {
  it('are in every line that is shown in another way than it is', () => {
    const random = createRandom(7);
    const lines = Array.from({ length: 60_000 }, () =>
      Array.from({ length: 1 + random(8) }, () => parts[random(parts.length)] ?? '').join(''),
    );
    const changed = lines.filter((line) => toShownLine(line) !== line.replace(/\r$/, ''));

    expect(changed.length).toBeGreaterThan(20_000);
    expect(changed.filter((line) => !isMarked(line))).toEqual([]);
  });

  it.each(['2024-01-05 10:00:00.1|Info|x|fine', 'GET https://host/api?t=1 (200)', 'Amélie – 日本', 'end of line\r'])(
    'are not in plain ones: %s',
    (line) => {
      expect(isMarked(line)).toBe(false);
    },
  );
});
