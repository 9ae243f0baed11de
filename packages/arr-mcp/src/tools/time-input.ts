import { z } from 'zod';

import { AppError } from '../errors.ts';

/** `since` of every tool that reads lines: a moment, or how long ago. */
export const sinceInput = z.string().max(40).optional().describe('ISO time, or an age: 30m, 2h, 1d.');

const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * @param now milliseconds since 1970
 * @param name of the argument, for the error
 * @returns the moment that `text` names
 * @throws AppError `invalid_argument`
 */
export function parseSince(text: string, now: number, name = 'since'): Date {
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  // The expression admits no other letters.
  if (amount !== undefined) return new Date(now - Number(amount) * unitMs[unit as keyof typeof unitMs]);
  const time = Date.parse(text);
  const isSensible = /^\d{4}-\d\d-\d\d/.test(text) && time >= 0;
  if (isSensible) return new Date(time);
  throw new AppError('invalid_argument', `${name} is no time: ${JSON.stringify(text)}`, {
    hint: 'Give an ISO 8601 time such as 2026-01-31T18:00:00Z, or an age such as 30m, 2h, 1d.',
  });
}
