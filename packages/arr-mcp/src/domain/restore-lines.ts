import { mask } from '../mask-secrets.ts';

// As it is shown, and not part of a line of asterisks.
const shownMask = /(?<!\*)\*{8}(?!\*)/;
const maxNamed = 60;

export type RestoredLines =
  | { readonly content: string }
  /** what stands before the mask on the lines whose old value cannot be told */
  | { readonly missing: readonly string[] };

/**
 * Text that was shown masked and comes back changed: a masked line that is as it was shown gets its old text, and
 * line ends stay what they were.
 */
export function restoreLines(edited: string, previous: string, show: (text: string) => string): RestoredLines {
  const old = linesByWhatIsShown(previous, show);
  const lines = edited.split(/\r?\n/);
  const shown = Map.groupBy(lines, (line) => line);
  const missing: string[] = [];
  const restored = lines.map((line) => {
    if (!shownMask.test(line)) return line;
    const candidates = old.get(line) ?? [];
    // Lines that look the same are told apart by their order alone, which says nothing once one of them is gone.
    const isKnown = new Set(candidates).size === 1 || candidates.length === shown.get(line)?.length;
    const known = isKnown ? nextOf(candidates) : undefined;
    if (known === undefined) missing.push(line.slice(0, line.search(shownMask)).trim().slice(-maxNamed) || mask);
    return known ?? line;
  });
  return missing.length > 0 ? { missing } : { content: restored.join(lineEnd(edited, previous)) };
}

/** What is shown has no carriage returns; a file that has them on each line keeps them. */
function lineEnd(edited: string, previous: string): string {
  return hasCarriageReturns(edited) || hasCarriageReturns(previous) ? '\r\n' : '\n';
}

function hasCarriageReturns(text: string): boolean {
  return text.includes('\r\n') && !/(?<!\r)\n/.test(text);
}

function linesByWhatIsShown(text: string, show: (text: string) => string): Map<string, string[]> {
  const lines = text.split(/\r?\n/);
  const shown = show(text).split(/\r?\n/);
  const found = new Map<string, string[]>();
  // Where a secret went over several lines, it is not known which line is which.
  if (shown.length !== lines.length) return found;
  for (const [index, line] of lines.entries()) {
    const key = shown[index] ?? '';
    found.set(key, [...(found.get(key) ?? []), line]);
  }
  return found;
}

function nextOf(lines: string[]): string | undefined {
  return lines.length > 1 ? lines.shift() : lines[0];
}
