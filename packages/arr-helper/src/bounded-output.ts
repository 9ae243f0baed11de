import { toPlainText } from '@arr-mcp/helper-protocol';

/** Keeps the beginning and the end of a command's output in bounded memory. */
export class BoundedOutput {
  readonly #headBytes: number;
  readonly #tailBytes: number;
  #head = Buffer.alloc(0);
  #tail: Buffer[] = [];
  #tailLength = 0;
  #dropped = 0;

  constructor(headBytes = 16 * 1024, tailBytes = 48 * 1024) {
    this.#headBytes = headBytes;
    this.#tailBytes = tailBytes;
  }

  add(chunk: Buffer): void {
    const room = this.#headBytes - this.#head.length;
    if (room > 0) this.#head = Buffer.concat([this.#head, chunk.subarray(0, room)]);
    // A copy: a view would keep the pipe's whole pooled buffer alive.
    const rest = Buffer.from(chunk.subarray(Math.max(room, 0)));
    if (rest.length === 0) return;
    this.#tail.push(rest);
    this.#tailLength += rest.length;
    for (
      let oldest = this.#tail[0];
      oldest && this.#tailLength - oldest.length >= this.#tailBytes;
      oldest = this.#tail[0]
    ) {
      this.#tail.shift();
      this.#tailLength -= oldest.length;
      this.#dropped += oldest.length;
    }
  }

  /** True when something between head and tail was left out. */
  get truncated(): boolean {
    return this.#dropped > 0;
  }

  /** What was kept of the beginning, unchanged. */
  toRawString(): string {
    return this.#head.toString();
  }

  toString(): string {
    const tail = Buffer.concat(this.#tail).toString();
    const gap = this.#dropped > 0 ? `\n[… ${this.#dropped} bytes left out …]\n` : '';
    return toPlainText(this.#head.toString() + gap + tail);
  }
}

/** Calls back with each whole line as plain text; a line is cut at `maxLength` characters. */
export class LineSplitter {
  readonly #onLine: (line: string) => void;
  readonly #maxLength: number;
  #rest = '';

  constructor(onLine: (line: string) => void, maxLength = 2000) {
    this.#onLine = onLine;
    this.#maxLength = maxLength;
  }

  add(text: string): void {
    // A lone CR redraws a progress line; each drawing counts as a line of its own.
    const lines = (this.#rest + text).split(/\r\n|[\n\r]/);
    this.#rest = (lines.pop() ?? '').slice(0, this.#maxLength);
    for (const line of lines) this.#emit(line);
  }

  end(): void {
    this.#emit(this.#rest);
    this.#rest = '';
  }

  #emit(line: string): void {
    const plain = toPlainText(line.slice(0, this.#maxLength)).trimEnd();
    if (plain !== '') this.#onLine(plain);
  }
}
