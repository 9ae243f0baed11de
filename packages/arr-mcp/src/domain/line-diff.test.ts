import { describe, expect, it } from 'vitest';

import { lineDiff } from './line-diff.ts';

const lines = (count: number, text: string): string =>
  Array.from({ length: count }, (_, index) => `${text}${index}\n`).join('');

describe('lineDiff', () => {
  it('shows what changed with two lines around it', () => {
    const before = 'a\nb\nc\nd\ne\nf\n';

    expect(lineDiff(before, before.replace('d', 'D'))).toBe('@@ -2,5 +2,5 @@\n b\n c\n-d\n+D\n e\n f\n');
  });

  it('says nothing where nothing changed', () => {
    expect(lineDiff('a\n', 'a\n')).toBe('');
  });

  it('does not compare what nearly all differs', () => {
    expect(lineDiff(lines(4000, 'x'), lines(4000, 'y'))).toBe('nearly every line differs');
  });

  it('cuts a diff that is too long to read, and says how long it is', () => {
    expect(lineDiff('', lines(900, 'a line of some length '))).toMatch(/… \(\d+ characters\)$/);
  });
});
