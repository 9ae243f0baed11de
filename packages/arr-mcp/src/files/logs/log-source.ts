import { createGunzip } from 'node:zlib';

import type { OpenedFile } from '../file-types.ts';

/** A log's content from its beginning on, decompressed where it is compressed. */
export interface LogSource extends Disposable {
  /** Fills the buffer, or as much of it as there is; 0 at the end. */
  read(buffer: Buffer): Promise<number>;
  /** why it ended early; undefined while it has not, and when it is whole */
  readonly fault: string | undefined;
}

// A small file can hold terabytes of zeros.
const maxUnpackedBytes = 16 * 2 ** 30;
// One block unpacks to a thousand times its size at most, which is what is held in memory.
const packedBlockBytes = 8192;

export function openSource(file: OpenedFile, maxBytes = maxUnpackedBytes): LogSource {
  return /\.gz$/i.test(file.facts.path) ? new GzipSource(file, maxBytes) : new PlainSource(file);
}

class PlainSource implements LogSource {
  readonly fault = undefined;
  readonly #file: OpenedFile;
  #position = 0;

  constructor(file: OpenedFile) {
    this.#file = file;
  }

  // What is written while it is read is left for the next time: a log that grows fast would have no end.
  async read(buffer: Buffer): Promise<number> {
    const wanted = Math.min(buffer.length, this.#file.facts.sizeBytes - this.#position);
    if (wanted <= 0) return 0;
    const count = await this.#file.read(buffer.subarray(0, wanted), this.#position);
    this.#position += count;
    return count;
  }

  [Symbol.dispose](): void {
    // It holds nothing but the file, which its opener closes.
  }
}

class GzipSource implements LogSource {
  fault: string | undefined;
  readonly #file: OpenedFile;
  readonly #maxBytes: number;
  readonly #gunzip = createGunzip({ chunkSize: 65_536 });
  readonly #packed = Buffer.allocUnsafeSlow(packedBlockBytes);
  #position = 0;
  #unpackedBytes = 0;
  #unpacked: Buffer[] = [];
  #isEnded = false;
  #wake: (() => void) | undefined;

  constructor(file: OpenedFile, maxBytes: number) {
    this.#file = file;
    this.#maxBytes = maxBytes;
    this.#gunzip.on('data', (part: Buffer) => this.#unpacked.push(part));
    this.#gunzip.on('error', ({ message }) => (this.fault = message));
    // After an error no callback of a write comes any more.
    this.#gunzip.on('close', () => this.#wake?.());
  }

  async read(buffer: Buffer): Promise<number> {
    while (this.#unpacked.length === 0 && !this.#isEnded) await this.#unpackMore();
    let count = 0;
    for (let part = this.#unpacked.shift(); part !== undefined; part = this.#unpacked.shift()) {
      const copied = part.copy(buffer, count);
      count += copied;
      if (copied === part.length) continue;
      this.#unpacked.unshift(part.subarray(copied));
      break;
    }
    return this.#bounded(count);
  }

  async #unpackMore(): Promise<void> {
    const count = await this.#file.read(this.#packed, this.#position);
    this.#position += count;
    if (count > 0) await this.#write(this.#packed.subarray(0, count));
    else await this.#end();
    if (this.fault !== undefined) this.#isEnded = true;
  }

  // Waits until all of it was unpacked: the buffer is used again, and no more is held than one block gives.
  async #write(packed: Buffer): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      this.#gunzip.write(packed, () => resolve());
    });
  }

  async #end(): Promise<void> {
    this.#isEnded = true;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      this.#gunzip.end();
    });
  }

  [Symbol.dispose](): void {
    this.#gunzip.destroy();
  }

  #bounded(count: number): number {
    this.#unpackedBytes += count;
    if (this.#unpackedBytes <= this.#maxBytes) return count;
    this.#isEnded = true;
    this.#unpacked = [];
    this.#gunzip.destroy();
    this.fault = `it unpacks to more than ${this.#maxBytes} bytes`;
    return 0;
  }
}
