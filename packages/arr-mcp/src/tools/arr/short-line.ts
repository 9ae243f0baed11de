import { toPlainLine } from '@arr-mcp/helper-protocol';

import { maskText } from '../../mask-secrets.ts';

/** A stranger's words as one bounded line, secrets masked; empty ones are absent. */
export function shortLine(text: string | undefined, length = 150): string | undefined {
  const line = maskText(toPlainLine(text ?? '')).trim();
  return line === '' ? undefined : line.slice(0, length);
}
