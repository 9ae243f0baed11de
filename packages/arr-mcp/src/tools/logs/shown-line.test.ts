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

const parts = [
  ...[
    'apikey',
    'API_KEY',
    'x-token',
    'Password',
    'passwd',
    'secret',
    'Passw',
    'key',
    'toKen',
    '\u212Aey',
    '\u017Fecret',
  ],
  ...['=', '": "', '":"', ':', '@', '://', 'http://user:pw@host', 'a'.repeat(199), 'é'.repeat(199), '𝕏'.repeat(99)],
  ...[
    '\u00A0',
    '\u3000',
    ' ',
    '\t',
    '"',
    '\u001B[36m',
    '\u001B[0m',
    '\0',
    '\r',
    '\u0085',
    '\u200E',
    '\u202E',
    '\u2069',
  ],
  ...['hunter2', 'x', 'ä', '日本', '&', '?', ',', '\uFFFD', '\u061C'],
];

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
