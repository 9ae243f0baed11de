import { splitWords, trimQuotes } from '@arr-mcp/helper-protocol';

/** How Quadlet reads the assignments of a key. */
export type ValueForm =
  /** several values in a line, with quotes and escapes */
  | 'words'
  /** several values in a line, double quotes group, a backslash is a backslash */
  | 'plain words'
  /** one text, the last one counts */
  | 'single'
  /** true or false, the last one counts */
  | 'flag'
  /** each line one value */
  | 'lines';

const trueWords = /^(?:1|yes|true|on)$/i;

/** The values that the assignments of a key hold, with the signs of systemd still in them. */
export function readValues(form: ValueForm, assignments: readonly string[]): string[] {
  if (assignments.length === 0) return [];
  switch (form) {
    case 'words':
      return assignments.flatMap(splitWords);
    case 'plain words':
      return assignments.flatMap(splitPlainWords);
    case 'lines':
      return [...assignments];
    case 'single':
      return [trimQuotes(assignments.at(-1) ?? '')];
    case 'flag':
      return [String(trueWords.test(trimQuotes(assignments.at(-1) ?? '')))];
    default:
      throw new TypeError('unknown form of values');
  }
}

/** Whether a key whose words know escapes holds one that is unknown to Quadlet, which then forgets the assignment. */
export function hasUnknownEscape(value: string): boolean {
  return /\\(?![abfnrtvs\\"'x0-3uU])/.test(value.replaceAll('\\\\', ''));
}

function splitPlainWords(value: string): string[] {
  const words = value.match(/(?:[^\s"']|"[^"]*(?:"|$)|'[^']*(?:'|$))+/g) ?? [];
  return words.map((word) => word.replaceAll(/"([^"]*)(?:"|$)|'([^']*)(?:'|$)/g, '$1$2'));
}
