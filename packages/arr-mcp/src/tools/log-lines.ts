import { maskText } from '../mask-secrets.ts';

export interface TextLine {
  readonly text: string;
}

export interface LineSelection {
  readonly lines: number;
  readonly grep?: string | undefined;
}

// A line that long is a dump; its start says what it is.
const maxLineLength = 1000;
const maxBytes = 20_000;

/**
 * The last lines that contain `grep` (any case), secrets masked, as many as a model should be given; `truncated` when
 * there were more. What is masked is not found either: a hit would tell that the secret holds what was looked for.
 */
export function selectLines<Line extends TextLine>(
  all: readonly Line[],
  { lines, grep }: LineSelection,
): { lines: Line[]; truncated: boolean } {
  const needle = grep?.toLowerCase() ?? '';
  const hits = all
    .map((line) => ({ ...line, text: maskText(line.text) }))
    .filter(({ text }) => text.toLowerCase().includes(needle));
  const chosen: Line[] = [];
  let bytes = 0;
  for (const line of hits.slice(-lines).toReversed()) {
    const short = shorten(line);
    bytes += Buffer.byteLength(short.text) + 40;
    if (chosen.length > 0 && bytes > maxBytes) break;
    chosen.push(short);
  }
  return { lines: chosen.toReversed(), truncated: chosen.length < hits.length };
}

function shorten<Line extends TextLine>(line: Line): Line {
  if (line.text.length <= maxLineLength) return line;
  return { ...line, text: `${line.text.slice(0, maxLineLength)}… (${line.text.length} characters)` };
}
