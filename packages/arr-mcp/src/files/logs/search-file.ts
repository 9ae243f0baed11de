import { setImmediate } from 'node:timers/promises';

import type { FileFacts } from '../file-types.ts';
import { BlockSearch } from './block-search.ts';
import type { LogSource } from './log-source.ts';
import type { SearchOptions } from './search-types.ts';

// Measured: larger blocks are not faster, and two of them are all that a search holds.
const defaultBlockBytes = 256 * 1024;
// The longest line that is searched as one.
const maxCarryBytes = 64 * 1024;
// An expression may take microseconds for a byte. No block is to keep other callers waiting, so the first are small.
const firstBlockBytes = 16 * 1024;
const smallestBlockBytes = 4096;
const patienceMs = 50;

/** Searches one file in memory that does not depend on its size. The next block is read while one is searched. */
export async function searchFile(
  source: LogSource,
  { path, modified }: Pick<FileFacts, 'path' | 'modified'>,
  options: SearchOptions,
): Promise<BlockSearch> {
  const { blockBytes = defaultBlockBytes, signal } = options;
  const carryBytes = Math.min(Math.ceil(blockBytes / 2), maxCarryBytes);
  const search = new BlockSearch({ path, modified, carryBytes }, options);
  // What is kept of a block is put right before the next one.
  const newBuffer = (): Buffer => Buffer.allocUnsafeSlow(carryBytes + blockBytes);
  let [current, other, kept, size] = [newBuffer(), newBuffer(), 0, Math.min(blockBytes, firstBlockBytes)];
  let reading = source.read(current.subarray(carryBytes, carryBytes + size));
  try {
    for (;;) {
      const count = await reading;
      signal.throwIfAborted();
      if (count > 0) reading = source.read(other.subarray(carryBytes, carryBytes + size));
      const started = performance.now();
      const bytes = current.subarray(carryBytes - kept, carryBytes + count);
      const from = search.search(bytes, count === 0);
      if (count === 0) return search;
      kept = bytes.length - from;
      bytes.copy(other, carryBytes - kept, from);
      [current, other] = [other, current];
      size = nextSize(size, blockBytes, performance.now() - started);
      await setImmediate();
    }
  } finally {
    // The file is closed next; nobody may still be reading from it.
    await Promise.allSettled([reading]);
  }
}

function nextSize(size: number, largest: number, tookMs: number): number {
  const wanted = tookMs > patienceMs ? Math.max(size / 2, smallestBlockBytes) : size * 2;
  return Math.min(wanted, largest);
}
