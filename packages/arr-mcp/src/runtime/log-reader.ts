import { toPlainLine } from '@arr-mcp/helper-protocol';

import type { LogLine } from './container.ts';

export interface LogReaderOptions {
  /** the last so many lines are kept */
  readonly lines: number;
  /** the container has a terminal: its output is raw, without frames */
  readonly raw: boolean;
}

type Stream = LogLine['stream'];

const headerBytes = 8;
const newline = 0x0a;
const maxLineBytes = 16 * 1024;
const maxKeptBytes = 4 * 1024 * 1024;
// Docker cuts at 16 KiB; a frame beyond this is no frame but a stream that has lost its beat.
const maxFrameBytes = 16 * 1024 * 1024;
const timestamp = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) ?/;

/**
 * Reads the engines' log stream piece by piece, however it is cut, and keeps the last lines within 4 MiB.
 * Each frame has eight bytes before it: the stream (1 stdout, 2 stderr), three zeros, the length (big endian).
 */
export class LogReader {
  readonly #options: LogReaderOptions;
  readonly #lines: LogLine[] = [];
  readonly #partial: Record<Stream, { chunks: Buffer[]; bytes: number }> = {
    stdout: { chunks: [], bytes: 0 },
    stderr: { chunks: [], bytes: 0 },
  };
  #raw: boolean;
  #header = Buffer.alloc(0);
  #stream: Stream = 'stdout';
  #remaining = 0;
  #keptBytes = 0;

  constructor(options: LogReaderOptions) {
    this.#options = options;
    this.#raw = options.raw;
  }

  push(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) rest = this.#raw ? this.#takeRaw(rest) : this.#takeFramed(rest);
  }

  /** The last lines, in the order they came; a line without its end is the last one of its stream. */
  finish(): LogLine[] {
    for (const stream of ['stdout', 'stderr'] as const) this.#endLine(stream);
    if (this.#header.length > 0) this.#appendText('stdout', this.#header);
    this.#endLine('stdout');
    return this.#lines.slice(-this.#options.lines);
  }

  #takeRaw(chunk: Buffer): Buffer {
    this.#appendText('stdout', chunk);
    return chunk.subarray(chunk.length);
  }

  #takeFramed(chunk: Buffer): Buffer {
    if (this.#remaining > 0) {
      const text = chunk.subarray(0, this.#remaining);
      this.#remaining -= text.length;
      this.#appendText(this.#stream, text);
      return chunk.subarray(text.length);
    }
    const missing = headerBytes - this.#header.length;
    this.#header = Buffer.concat([this.#header, chunk.subarray(0, missing)]);
    if (this.#header.length === headerBytes) this.#readHeader();
    return chunk.subarray(missing);
  }

  #readHeader(): void {
    const header = this.#header;
    this.#header = Buffer.alloc(0);
    const stream = header.readUInt8(0);
    const length = header.readUInt32BE(4);
    if (stream > 2 || header.readUIntBE(1, 3) !== 0 || length > maxFrameBytes) {
      // Not a frame: from here on the bytes are shown as they are.
      this.#raw = true;
      this.#appendText('stdout', header);
      return;
    }
    this.#stream = stream === 2 ? 'stderr' : 'stdout';
    this.#remaining = length;
  }

  #appendText(stream: Stream, bytes: Buffer): void {
    let start = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      this.#appendPart(stream, bytes.subarray(start, end));
      this.#endLine(stream, true);
      start = end + 1;
    }
    this.#appendPart(stream, bytes.subarray(start));
  }

  #appendPart(stream: Stream, part: Buffer): void {
    const partial = this.#partial[stream];
    const kept = part.subarray(0, Math.max(0, maxLineBytes - partial.bytes));
    if (kept.length === 0) return;
    // A copy: a slice would keep the whole chunk it came in.
    partial.chunks.push(Buffer.from(kept));
    partial.bytes += kept.length;
  }

  #endLine(stream: Stream, isComplete = false): void {
    const { chunks, bytes } = this.#partial[stream];
    this.#partial[stream] = { chunks: [], bytes: 0 };
    if (bytes === 0 && !isComplete) return;
    this.#keep(toLogLine(stream, Buffer.concat(chunks).toString('utf8')), bytes);
  }

  #keep(line: LogLine, bytes: number): void {
    this.#lines.push(line);
    this.#keptBytes += bytes;
    if (this.#lines.length <= this.#options.lines * 2 && this.#keptBytes <= maxKeptBytes) return;
    this.#lines.splice(0, Math.max(this.#lines.length - this.#options.lines, Math.ceil(this.#lines.length / 4)));
    this.#keptBytes = this.#lines.reduce((total, each) => total + each.text.length, 0);
  }
}

function toLogLine(stream: Stream, line: string): LogLine {
  const time = timestamp.exec(line);
  const date = time === null ? undefined : new Date(time[1] ?? '');
  if (time === null || date === undefined || Number.isNaN(date.getTime())) return { stream, text: toPlainLine(line) };
  return { stream, time: date.toISOString(), text: toPlainLine(line.slice(time[0].length)) };
}
