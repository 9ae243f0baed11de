import { z } from 'zod';

/** A comma list; empty items are left out. */
export const List = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** A key of arr-mcp's own: the admin's, that of the credential store, those of the OAuth server. */
export const Key = z.string().min(16, 'must be at least 16 characters');

/** A whole number within bounds, in digits. */
export function wholeNumber(least: number, most: number) {
  const words = `must be a whole number from ${least} to ${most}`;
  return z.string().trim().regex(/^\d+$/, words).transform(Number).pipe(z.number().min(least, words).max(most, words));
}
