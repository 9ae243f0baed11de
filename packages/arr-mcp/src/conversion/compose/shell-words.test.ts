import { describe, expect, it } from 'vitest';

import { splitShellWords } from './shell-words.ts';

describe('splitShellWords', () => {
  it.each([
    ['', []],
    ['  ', []],
    ['echo hello', ['echo', 'hello']],
    ['  a \t b\nc ', ['a', 'b', 'c']],
    ['echo "a b" c', ['echo', 'a b', 'c']],
    ["echo 'a b' c", ['echo', 'a b', 'c']],
    [`a"b c"d'e f'g`, ['ab cde fg']],
    [`'' ""`, ['', '']],
    ['"a \\" b"', ['a " b']],
    ['"a \\n b"', ['a \\n b']],
    ["'a \\ b'", ['a \\ b']],
    ['a\\ b c\\"d', ['a b', 'c"d']],
    ['sh -c "echo $HOME; date +%F"', ['sh', '-c', 'echo $HOME; date +%F']],
    ['a # b', ['a', '#', 'b']],
    ['--flag=x|y && z', ['--flag=x|y', '&&', 'z']],
  ])('splits %j', (text, words) => {
    expect(splitShellWords(text)).toEqual(words);
  });

  it.each([
    ['echo "open', /has a " that is not closed/],
    ["echo 'open", /has a ' that is not closed/],
    ['echo \\', /ends in a backslash/],
  ])('refuses %j', (text, message) => {
    expect(() => splitShellWords(text)).toThrow(message);
  });
});
