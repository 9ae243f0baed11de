import type { FileFacts } from '../file-types.ts';
import { BlockSearch } from './block-search.ts';
import type { LogSource } from './log-source.ts';
import type { SearchOptions } from './search-types.ts';

// Measured: larger blocks are not faster, and two of them are all that a search holds.
const defaultBlockBytes = 512 * 1024;

/** Searches one file in memory that does not depend on its size. The next block is read while one is searched. */
export async function searchFile(
  source: LogSource,
  { path, modified }: Pick<FileFacts, 'path' | 'modified'>,
  options: SearchOptions,
): Promise<BlockSearch> {
  const { blockBytes = defaultBlockBytes, signal } = options;
  const carryBytes = Math.ceil(blockBytes / 2);
  const search = new BlockSearch({ path, modified, carryBytes }, options);
  // What is kept of a block is put right before the next one.
  let [current, other] = [0, 1].map(() => Buffer.allocUnsafeSlow(carryBytes + blockBytes)) as [Buffer, Buffer];
  let kept = 0;
  let reading = source.read(current.subarray(carryBytes));
  try {
    for (;;) {
      const count = await reading;
      signal.throwIfAborted();
      if (count > 0) reading = source.read(other.subarray(carryBytes));
      const bytes = current.subarray(carryBytes - kept, carryBytes + count);
      const from = search.search(bytes, count === 0);
      if (count === 0) return search;
      kept = bytes.length - from;
      bytes.copy(other, carryBytes - kept, from);
      [current, other] = [other, current];
    }
  } finally {
    // The file is closed next; nobody may still be reading from it.
    await Promise.allSettled([reading]);
  }
}
