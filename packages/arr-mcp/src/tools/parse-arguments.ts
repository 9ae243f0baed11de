import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';

import { AppError } from '../errors.ts';
import type { Tool } from './define-tool.ts';

/**
 * The arguments as the tool's schema has them; strict, so that a misspelt argument is never silently ignored.
 * @throws AppError `invalid_argument`, naming each argument, what is wrong and the nearest known name
 */
export function parseArguments(tool: Tool, args: unknown): Record<string, unknown> {
  const parsed = tool.input.safeParse(args ?? {});
  if (parsed.success) return parsed.data;
  const known = Object.keys(tool.input.shape);
  const problems = parsed.error.issues.slice(0, 5).map((issue) => describe(issue, known));
  throw new AppError('invalid_argument', `${tool.name}: ${problems.join('; ')}`, {
    hint: known.length === 0 ? 'It takes no arguments.' : `Arguments: ${known.join(', ')}.`,
  });
}

function describe(issue: z.core.$ZodIssue, known: readonly string[]): string {
  if (issue.code === 'unrecognized_keys')
    return issue.keys
      .slice(0, 3)
      .map((key) => unknownKey(key, known))
      .join('; ');
  const path = issue.path.join('.');
  return `${path === '' ? 'arguments' : path} ${issue.message}`;
}

function unknownKey(key: string, known: readonly string[]): string {
  // What the caller sent comes back bounded, since it may be anything.
  const shown = JSON.stringify(key.slice(0, 40));
  const near = known.length === 0 ? undefined : closest(key.slice(0, 100), known);
  const isNear = near !== undefined && distance(key.slice(0, 100), near) <= Math.max(2, near.length / 3);
  return `unknown argument ${shown}${isNear ? `, did you mean ${near}?` : ''}`;
}
