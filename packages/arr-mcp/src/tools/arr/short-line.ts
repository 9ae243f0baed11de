import { toPlainLine } from '@arr-mcp/helper-protocol';

/** A stranger's words as one bounded line; empty ones are absent. */
export function shortLine(text: string | undefined, length = 150): string | undefined {
  const line = toPlainLine(text ?? '').trim();
  return line === '' ? undefined : line.slice(0, length);
}
