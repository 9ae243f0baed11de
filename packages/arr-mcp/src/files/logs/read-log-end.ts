import type { OpenedFile } from '../file-types.ts';
import { countLines, lineText } from './line-bounds.ts';
import { type LogSource, openSource } from './log-source.ts';

export interface PlacedLine {
  readonly text: string;
  /** position of the line in the file's (unpacked) bytes */
  readonly start: number;
}

export interface LogEnd {
  /** oldest first */
  readonly lines: readonly PlacedLine[];
  /** why the file ended early */
  readonly fault?: string | undefined;
}

export interface EndOptions {
  readonly lines: number;
  /** position in the file's bytes; the lines before it are read, and the one it lies in is left out */
  readonly before?: number | undefined;
  readonly signal: AbortSignal;
}

const blockBytes = 65_536;
// A thousand long lines; more than an answer may hold.
const maxBytes = 2 ** 20;
const shownBytes = 8192;
const lineFeed = 10;

/** The last lines of a log. Of a plain file its end alone is read; a compressed one has to be unpacked up to there. */
export async function readLogEnd(file: OpenedFile, options: EndOptions): Promise<LogEnd> {
  if (!/\.gz$/i.test(file.facts.path)) return { lines: toLines(await readPlainEnd(file, options), options) };
  using source = openSource(file);
  const end = await readUnpackedEnd(source, options);
  return { lines: toLines(end, options), fault: source.fault };
}

interface Part {
  readonly bytes: Buffer;
  /** position of the first byte in the file */
  readonly offset: number;
}

async function readPlainEnd(file: OpenedFile, { lines, before = Infinity, signal }: EndOptions): Promise<Part> {
  const end = Math.min(file.facts.sizeBytes, before);
  const blocks: Buffer[] = [];
  let offset = end;
  // One line feed more: that of the line before the first one.
  for (let missing = lines + 1; offset > 0 && missing > 0 && end - offset < maxBytes;) {
    signal.throwIfAborted();
    const size = Math.min(blockBytes, offset);
    const block = await readFully(file, offset - size, size);
    offset -= size;
    missing -= countLines(block, 0, block.length);
    blocks.unshift(block);
    // It was cut meanwhile: what came before no longer fits to it.
    if (block.length < size) blocks.length = 1;
  }
  return { bytes: Buffer.concat(blocks), offset };
}

async function readFully(file: OpenedFile, position: number, size: number): Promise<Buffer> {
  const block = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const count = await file.read(block.subarray(length), position + length);
    if (count === 0) break;
    length += count;
  }
  return block.subarray(0, length);
}

async function readUnpackedEnd(source: LogSource, { before = Infinity, signal }: EndOptions): Promise<Part> {
  const blocks: Buffer[] = [];
  let [end, held] = [0, 0];
  for (;;) {
    signal.throwIfAborted();
    const block = Buffer.allocUnsafe(blockBytes);
    const count = Math.min(await source.read(block), before - end);
    if (count <= 0) return { bytes: Buffer.concat(blocks), offset: end - held };
    blocks.push(block.subarray(0, count));
    [end, held] = [end + count, held + count];
    while (held - (blocks[0]?.length ?? 0) >= maxBytes) held -= blocks.shift()?.length ?? 0;
  }
}

function toLines({ bytes, offset }: Part, { lines, before }: EndOptions): PlacedLine[] {
  const found: PlacedLine[] = [];
  // The text after the last line feed is a line that is still being written; before a cursor it is one that it lies in.
  let end = bytes.at(-1) === lineFeed ? bytes.length - 1 : bytes.length;
  const lastFeed = bytes.lastIndexOf(lineFeed);
  if (before !== undefined && lastFeed !== -1) end = lastFeed;
  while (end >= 0 && bytes.length > 0 && found.length < lines) {
    const start = end === 0 ? 0 : bytes.lastIndexOf(lineFeed, end - 1) + 1;
    // What is left of a line whose beginning was not read, unless it is all there is.
    const isRest = start === 0 && offset > 0;
    if (isRest && found.length > 0) break;
    // It may begin in the middle of a secret, whose name would have masked it.
    const text = isRest
      ? '(the end of a line of more than 1 MiB)'
      : lineText(bytes, start, Math.min(end, start + shownBytes));
    found.push({ text, start: offset + start });
    end = start - 1;
  }
  return found.toReversed();
}
