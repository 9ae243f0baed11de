import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';

import { asTheyAre } from './log-search.fixtures.ts';
import { compileQuery } from './log-query.ts';
import { requiredLiterals } from './required-literals.ts';

const regex = (query: string) => compileQuery({ query, isRegex: true, isCaseSensitive: false, shown: asTheyAre });
const countIn = (text: string, query: string): number =>
  regex(query)(Buffer.from(text), 0, Buffer.byteLength(text)).length;

describe('compileQuery', () => {
  it.each([
    ['a(b', 'missing closing ): `a(b`'],
    ['x[z', 'missing closing ]: `[z`'],
    ['*a', 'missing argument to repetition operator: `*`'],
    ['(?<=a)b', 'invalid named capture: `(?<=a)b`'],
    ['(a)\\1', 'invalid escape sequence: `\\1`'],
    ['a{2000}', 'invalid repeat count: `{2000}`'],
  ])('says what is wrong with %s', (query, reason) => {
    expect(() => regex(query)).toThrow(
      expect.objectContaining({
        code: 'invalid_argument',
        message: `query is no regular expression: ${reason}`,
        hint: expect.stringContaining('RE2') as string,
      }),
    );
  });

  it('refuses an expression that would cost too much', () => {
    expect(() => regex('(?:[a-z]{30}){30}')).toThrow('query is too large an expression');
  });

  it('refuses a line break, which no line has', () => {
    expect(() => compileQuery({ query: 'a\nb', isRegex: false, isCaseSensitive: false, shown: asTheyAre })).toThrow(
      'line break',
    );
  });

  it('takes no longer for an expression that other engines never finish', () => {
    const text = `${'a'.repeat(50_000)}!\n`;

    expect(countIn(text, '^(a+)+$')).toBe(0);
    expect(countIn(text, '(x+x+)+y|(a|aa)+$')).toBe(0);
  });

  it('looks at each line by itself', () => {
    expect(countIn('one\ntwo\n', 'one\\s+two')).toBe(0);
    expect(countIn('one\ntwo\n', '\\Atwo\\z')).toBe(1);
  });

  it('lets the expression say that case counts', () => {
    expect(countIn('Error\nerror\n', '(?-i)Error')).toBe(1);
  });
});

describe('requiredLiterals', () => {
  it.each([
    ['database is locked', ['database is locked']],
    ['took \\d{4,} ms for .*rss', [' ms for ']],
    ['(error|fatal)', ['error', 'fatal']],
    ['(?:error|\\d+)', undefined],
    ['(?:foo)*', undefined],
    ['a.b', undefined],
    ['(?i)foo', undefined],
    ['Amélie \\(2001\\)', ['Amélie (2001)']],
  ])('of %s are %j', (query, expected) => {
    expect(requiredLiterals(RE2JS.compile(query))).toEqual(expected);
  });
});
