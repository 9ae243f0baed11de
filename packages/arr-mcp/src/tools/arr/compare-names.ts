let collator: Intl.Collator | undefined;

/** The order in which people look for names: numbers by value, letters without regard to case or accents first. */
export function compareNames(one: string, other: string): number {
  // Made at the first use, since it takes as long as the rest of a tool's code.
  collator ??= new Intl.Collator('en', { numeric: true });
  return collator.compare(one, other);
}
