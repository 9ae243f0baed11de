import { mask } from '../../mask-secrets.ts';
import { mapRanges } from './known-secrets.ts';
import type { Spot } from './spot.ts';

/** The text with each spot replaced by what is given for it. */
export function replaceSpots(text: string, spots: readonly Spot[], replace: (spot: Spot) => string): string {
  let at = 0;
  const pieces = spots.map((spot) => {
    const piece = text.slice(at, spot.start) + replace(spot);
    at = spot.end;
    return piece;
  });
  return pieces.join('') + text.slice(at);
}

/** A spot's source with its secrets masked. */
export function showSpot(spot: Spot): string {
  if (spot.secrets.length === 0) return spot.source;
  return print(
    spot,
    mapRanges(spot.value, spot.secrets, () => mask),
  );
}

/** A spot's source with another value: as the old file had it where that still fits, quoted otherwise. */
export function writeSpot(spot: Spot, value: string, old: Spot | undefined): string {
  if (spot.form === 'raw') return value;
  if (value === spot.value) return spot.source;
  if (old !== undefined && old.form !== 'raw' && fits(old, spot)) return old.source;
  if (spot.form === 'single') return print(spot, value);
  return spot.form === 'plain' && needsNoQuotes.test(value) ? value : JSON.stringify(value);
}

// Words that mean the same in every place of a file.
const needsNoQuotes = /^(?:--?)?[A-Za-z][\w=/.+ $-]*$/;

// Lines of a scalar mean something else at another depth, and commas end one only in brackets.
function fits(old: Spot, { indent, inFlow }: Spot): boolean {
  if (old.source.includes('\n')) return old.indent === indent && old.inFlow === inFlow;
  return old.form !== 'plain' || old.inFlow || !inFlow;
}

function print({ form }: Spot, value: string): string {
  if (form === 'raw') return value;
  if (form === 'single' && !value.includes('\n')) return `'${value.replaceAll("'", "''")}'`;
  // An asterisk at the start would be an alias.
  if (form === 'plain' && !value.startsWith('*') && !value.includes('\n')) return value;
  return JSON.stringify(value);
}
