import { toPlainLine } from '@arr-mcp/helper-protocol';

import type { ShownLines } from '../../files/logs/line-matcher.ts';
import { maskText } from '../../mask-secrets.ts';

/** A line of a log as a caller may see it. Control characters go first: one in a name would hide a secret from the mask. */
export function toShownLine(text: string): string {
  return maskText(toPlainLine(text));
}

// In UTF-8, one character per byte. What is repeated is bounded, since lines come from strangers: 200 characters of an
// address have at most 600 bytes.
const marks = [
  // names of secrets and of headers, and passwords in addresses
  '(?i:api[_-]?key|token|passw|secret|credential|authorization|bearer|cookie)',
  '(?i:key|pass|auth|private|claim)[\\w.-]{0,60}(?i:=|%3d|")',
  ':\\/\\/[^ \\t-\\r:\\/@]{1,600}:[^ \\t-\\r@]{1,600}@',
  // what looks like a key in an address
  '[A-Za-z0-9]{20}|[\\w-]{32}',
  // characters that are taken away: controls, also those of two bytes, and marks of direction; not a line's end
  '[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]|\\r(?!\\n|$)|\\xc2[\\x80-\\x9f]|\\xd8\\x9c|\\xe2\\x80[\\x8e\\x8f\\xaa-\\xae]|\\xe2\\x81[\\xa6-\\xa9]',
].join('|');

/**
 * How a search sees lines: as they are shown. Otherwise its matches, or their number alone, would tell what stands
 * behind a mask to anybody who asks for one letter after the other.
 */
export const shownLines: ShownLines = { marks, show: toShownLine };
