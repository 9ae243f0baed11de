import { AppError } from '../errors.ts';

const maxDepth = 64;
const maxBatch = 10;

/**
 * Refuses what parses and still does harm: nesting that overflows the stack of whoever walks it, and a batch that
 * would pass many calls for one. Returns how many messages there are.
 */
export function checkRequestShape(body: unknown): number {
  if (isDeeper(body, maxDepth))
    throw new AppError('invalid_argument', `the body is nested deeper than ${maxDepth} levels`);
  if (!Array.isArray(body)) return 1;
  if (body.length > maxBatch) throw new AppError('invalid_argument', `a batch holds at most ${maxBatch} messages`);
  return body.length;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeeper(part, levels - 1));
}
