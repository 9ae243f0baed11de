import { describe, expect, it } from 'vitest';

import { splitCsv, splitWords } from './quadlet-words.ts';

describe('splitWords', () => {
  it.each([
    ['a  b\tc', ['a', 'b', 'c']],
    ['"a b" \'c d\'', ['a b', 'c d']],
    ['K="a b"', ['K=a b']],
    ['"a\\"b" c\\ d', ['a"b', 'c d']],
    ['\\x3b \\073 \\u003b \\s', [';', ';', ';', ' ']],
    [String.raw`a=\"b c\"`, ['a="b', 'c"']],
    ['"open end', ['open end']],
    ['', []],
  ])('splits %j', (value, words) => {
    expect(splitWords(value)).toEqual(words);
  });
});

describe('splitCsv', () => {
  it.each([
    ['a=1,b=2', ['a=1', 'b=2']],
    ['type=bind,"source=/a, b",x', ['type=bind', 'source=/a, b', 'x']],
    ['"a""b"', ['a"b']],
    [',a', ['', 'a']],
  ])('splits %j', (value, fields) => {
    expect(splitCsv(value)).toEqual(fields);
  });
});
