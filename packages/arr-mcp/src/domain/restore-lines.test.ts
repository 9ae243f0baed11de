import { describe, expect, it } from 'vitest';

import { maskText } from '../mask-secrets.ts';
import { restoreLines } from './restore-lines.ts';

const mask = '********';

describe('restoreLines', () => {
  it.each([
    ['a new line beside it', `a\ntoken=abcdef\n`, `a\nb\ntoken=${mask}\n`, 'a\nb\ntoken=abcdef\n'],
    [
      'lines that look the same, in order',
      'token=one\ntoken=two',
      `token=${mask}\ntoken=${mask}`,
      'token=one\ntoken=two',
    ],
    ['the same value twice, once gone', 'token=one\nx\ntoken=one', `token=${mask}`, 'token=one'],
    ['a mask that stood there itself', `shown as ${mask}\n`, `shown as ${mask}\nx`, `shown as ${mask}\nx`],
    ['a line of asterisks', 'a', `a\n/***********/`, `a\n/***********/`],
    ['carriage returns that were on each line', 'a\r\ntoken=abc\r\n', `b\ntoken=${mask}\n`, 'b\r\ntoken=abc\r\n'],
    ['carriage returns on some lines', 'a\r\nb\n', 'c\nb\n', 'c\nb\n'],
  ])('keeps %s', (_what, previous, edited, content) => {
    expect(restoreLines(edited, previous, maskText)).toEqual({ content });
  });

  it.each([
    ['a value that was never there', 'a', `new_token=${mask}`, 'new_token='],
    ['a line that was changed', 'token=abcdef x', `token=${mask} y`, 'token='],
    ['one of two different values', 'token=one\ntoken=two', `token=${mask}`, 'token='],
    ['a mask alone', 'a', mask, mask],
  ])('names %s', (_what, previous, edited, name) => {
    expect(restoreLines(edited, previous, maskText)).toEqual({ missing: [name] });
  });

  it('takes nothing from a file whose lines cannot be matched', () => {
    const previous = 'a\nb\ntoken=abc';

    expect(restoreLines(`token=${mask}`, previous, () => `token=${mask}`)).toEqual({ missing: ['token='] });
  });
});
