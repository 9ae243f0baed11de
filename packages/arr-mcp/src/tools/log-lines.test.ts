import { describe, expect, it } from 'vitest';

import { selectLines } from './log-lines.ts';

const log = ['one', 'Two', 'three', 'twofold'].map((text) => ({ text }));

describe('selectLines', () => {
  it('gives the last lines, oldest first', () => {
    expect(selectLines(log, { lines: 2 })).toEqual({
      lines: [{ text: 'three' }, { text: 'twofold' }],
      truncated: true,
    });
  });

  it('finds a text in any case', () => {
    expect(selectLines(log, { lines: 10, grep: 'TWO' })).toEqual({
      lines: [{ text: 'Two' }, { text: 'twofold' }],
      truncated: false,
    });
  });

  it('finds nothing in a secret, and shows none', () => {
    const lines = [{ text: 'GET /api?apikey=abcdef0123 200' }];

    expect(selectLines(lines, { lines: 1, grep: 'abcdef' })).toEqual({ lines: [], truncated: false });
    expect(selectLines(lines, { lines: 1, grep: 'apikey' }).lines).toEqual([{ text: 'GET /api?apikey=******** 200' }]);
  });

  it('shortens a line that is a dump and says how long it was', () => {
    const { lines } = selectLines([{ text: 'x'.repeat(5000) }], { lines: 1 });

    expect(lines[0]!.text).toMatch(/^x{1000}… \(5000 characters\)$/);
  });

  it('stays under 20,000 bytes', () => {
    const { lines, truncated } = selectLines(
      Array.from({ length: 100 }, () => ({ text: 'é'.repeat(400) })),
      { lines: 100 },
    );

    expect(Buffer.byteLength(lines.map(({ text }) => text).join('\n'))).toBeLessThan(20_000);
    expect(truncated).toBe(true);
  });
});
