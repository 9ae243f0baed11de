import { RE2JS, RE2JSException } from 're2js';

import { AppError } from '../../errors.ts';
import { type LineMatcher, type ShownLines, createLineMatcher } from './line-matcher.ts';
import { requiredLiterals } from './required-literals.ts';

export interface LogQuery {
  readonly query: string;
  /** RE2 syntax: it takes time in proportion to the text, whatever the expression */
  readonly isRegex: boolean;
  readonly isCaseSensitive: boolean;
  readonly shown: ShownLines;
}

// In the worst case a character takes time in proportion to this; `[a-z]{200}` has 203.
const maxProgramSize = 250;

/** @throws AppError `invalid_argument` for an expression that is none, or is too costly */
export function compileQuery({ query, isRegex, isCaseSensitive, shown }: LogQuery): LineMatcher {
  if (/[\r\n]/.test(query))
    throw new AppError('invalid_argument', 'query has a line break; lines are searched one by one');
  // Any other text that a line is shown with stands in the line itself.
  if (!isRegex)
    return createLineMatcher({ literals: [query], isCaseSensitive, shown, matchesMasks: query.includes('*') });
  // Compiled with case, it knows its literals. Those are looked for in any case, which finds some lines too many.
  const literals = requiredLiterals(compile(query, true));
  const expression = compile(query, isCaseSensitive);
  const accept = (line: string): boolean => expression.test(line);
  return createLineMatcher({ literals, isCaseSensitive, accept, shown, matchesMasks: true });
}

function compile(query: string, isCaseSensitive: boolean): RE2JS {
  const expression = parse(query, isCaseSensitive);
  if (expression.programSize() <= maxProgramSize) return expression;
  throw new AppError('invalid_argument', 'query is too large an expression', { hint: 'Use smaller repetitions.' });
}

function parse(query: string, isCaseSensitive: boolean): RE2JS {
  try {
    return RE2JS.compile(query, isCaseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
  } catch (cause) {
    if (!(cause instanceof RE2JSException)) throw cause;
    const reason = cause.message.replace(/^error parsing regexp: /, '');
    throw new AppError('invalid_argument', `query is no regular expression: ${reason}`, {
      cause,
      hint: 'RE2 syntax: no lookaround and no backreferences. Leave regex out to search for the text as it is.',
    });
  }
}
