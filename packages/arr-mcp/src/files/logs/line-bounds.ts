const lineFeed = 10;
const carriageReturn = 13;

/** Where the line begins that `at` lies in. */
export function lineStartBefore(bytes: Buffer, at: number): number {
  // A negative position would count from the end.
  return at <= 0 ? 0 : bytes.lastIndexOf(lineFeed, at - 1) + 1;
}

/** Where the line ends that `at` lies in: its line feed, or the end of the bytes. */
export function lineEndAfter(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(lineFeed, at);
  return end === -1 ? bytes.length : end;
}

/** The position after the last line feed; 0 when there is none. */
export function afterLastLine(bytes: Buffer): number {
  return bytes.lastIndexOf(lineFeed) + 1;
}

/** So many whole lines before a line's start, or as many as there are from `floor` on. */
export function goBack(bytes: Buffer, start: number, lines: number, floor = 0): number {
  let at = start;
  for (let count = 0; count < lines && at > floor; count += 1) at = lineStartBefore(bytes, at - 1);
  return Math.max(at, floor);
}

/** How many line feeds there are in a part of the bytes. */
export function countLines(bytes: Buffer, from: number, to: number): number {
  const part = bytes.subarray(from, to);
  let count = 0;
  for (let at = part.indexOf(lineFeed); at !== -1; at = part.indexOf(lineFeed, at + 1)) count += 1;
  return count;
}

/** The text of a line without its line break; bytes that are no UTF-8 become U+FFFD. */
export function lineText(bytes: Buffer, start: number, end: number): string {
  const hasReturn = end > start && bytes[end - 1] === carriageReturn;
  return bytes.toString('utf8', start, hasReturn ? end - 1 : end);
}

/** So many whole lines on from a line's start, or as many as there are. */
export function goForward(bytes: Buffer, start: number, lines: number): number {
  let at = start;
  for (let count = 0; count < lines && at < bytes.length; count += 1) at = lineEndAfter(bytes, at) + 1;
  return Math.min(at, bytes.length);
}

/** The lines of a part of the bytes, each up to `maxBytes` of it. */
export function linesOf(bytes: Buffer, from: number, to: number, maxBytes: number): string[] {
  const lines: string[] = [];
  for (let start = from; start < to;) {
    const end = Math.min(lineEndAfter(bytes, start), to);
    lines.push(lineText(bytes, start, Math.min(end, start + maxBytes)));
    start = end + 1;
  }
  return lines;
}
