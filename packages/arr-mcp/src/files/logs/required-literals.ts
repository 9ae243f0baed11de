import type { RE2JS } from 're2js';
import { z } from 'zod';

// What RE2JS knows of a text that an expression can match: a literal in it, all of several things, or one of them.
const Prefilter = z.object({
  type: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  str: z.string(),
  get subs() {
    return z.array(Prefilter);
  },
});
type Prefilter = z.output<typeof Prefilter>;

// Shorter ones are in almost every line.
const minLength = 2;
const maxLiterals = 20;

/**
 * Texts of which every line that the expression matches contains one; undefined when there are none or they are not
 * known. Read from where RE2JS keeps them for itself: should that change, searches get slower, not wrong.
 */
export function requiredLiterals(expression: RE2JS): string[] | undefined {
  const known: unknown = expression.re2().prefilter;
  const { success, data } = Prefilter.safeParse(known);
  const literals = success ? oneOf(data) : undefined;
  return literals !== undefined && literals.length <= maxLiterals ? literals : undefined;
}

function oneOf({ type, str, subs }: Prefilter): string[] | undefined {
  if (type === 1) return str.length >= minLength ? [str] : undefined;
  const parts = subs.map(oneOf);
  const known = parts.filter((part) => part !== undefined);
  if (type === 3) return known.length === parts.length ? known.flat() : undefined;
  return known.toSorted((left, right) => selectivity(right) - selectivity(left))[0];
}

// A long text is in few lines; of several texts the shortest counts.
function selectivity(literals: readonly string[]): number {
  return Math.min(...literals.map(({ length }) => length));
}
