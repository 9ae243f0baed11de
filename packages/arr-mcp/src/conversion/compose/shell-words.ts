import { AppError } from '../../errors.ts';

const piece = /\s+|'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])|([^\s'"\\]+)|[^]/g;

/**
 * Splits a command into words as a shell does: quotes and backslashes, no expansion.
 * @throws AppError `invalid_argument` for a quote that is not closed
 */
export function splitShellWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const [whole, single, double, escaped, plain] of text.matchAll(piece)) {
    const part = single ?? double?.replaceAll(/\\(["\\])/g, '$1') ?? escaped ?? plain;
    if (part !== undefined) word = (word ?? '') + part;
    else if (/\s/.test(whole)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      const problem = whole === '\\' ? 'ends in a backslash' : `has a ${whole} that is not closed`;
      throw new AppError('invalid_argument', `the command ${problem}; quote it, or write it as a list`);
    }
  }
  return word === undefined ? words : [...words, word];
}
