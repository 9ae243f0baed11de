import { createHash } from 'node:crypto';

import type { HeldEntry } from './held-entry.ts';

const chunkBytes = 256 * 1024;

/** The content of a regular file; undefined when it is larger than allowed, also when it grows meanwhile. */
export async function readHeld(file: HeldEntry, maxBytes: number): Promise<Buffer | undefined> {
  if (file.stats.size > maxBytes) return undefined;
  const content = await readBeginning(file, maxBytes + 1);
  return content.length > maxBytes ? undefined : content;
}

/** The first bytes of a regular file, fewer when it is shorter. */
export async function readBeginning(file: HeldEntry, maxBytes: number): Promise<Buffer> {
  await using handle = await file.open();
  const parts: Buffer[] = [];
  let length = 0;
  while (length < maxBytes) {
    // A file is as large as it says at first; only one that grows needs more than this and the look for its end.
    const wanted = Math.min(maxBytes - length, Math.max(file.stats.size - length, 0) + 1);
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(wanted), 0, wanted, length);
    if (bytesRead === 0) break;
    parts.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
  }
  return Buffer.concat(parts, length);
}

/** Hex SHA-256 of a regular file of any size. */
export async function hashHeld(file: HeldEntry): Promise<string> {
  await using handle = await file.open();
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(chunkBytes);
  for (let position = 0; ;) {
    const { bytesRead } = await handle.read(buffer, 0, chunkBytes, position);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(buffer.subarray(0, bytesRead));
    position += bytesRead;
  }
}

export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
