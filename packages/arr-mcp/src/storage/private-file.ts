import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

import { ensurePrivateDirectory } from './private-directory.ts';

const privateMode = 0o600;

/**
 * The text of a file that only we may read; it is made with `create()` when it is not there. Two processes that make
 * it at once end up with the same content, and a kill at any moment leaves a whole file or none.
 */
export function ensurePrivateFile(path: string, create: () => string): { text: string; created: boolean } {
  const existing = readPrivateFile(path);
  if (existing !== undefined) return { text: existing, created: false };
  ensurePrivateDirectory(dirname(path));
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const file = openSync(draft, 'wx', privateMode);
  try {
    writeSync(file, create());
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  const created = publish(draft, path);
  return { text: readPrivateFile(path) ?? '', created };
}

// link() never replaces, so whoever comes first wins and nobody's file is overwritten.
function publish(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

/** Undefined when there is none; a link is not followed, and what others could read is closed to them. */
export function readPrivateFile(path: string): string | undefined {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      if ((fstatSync(file).mode & 0o077) !== 0) fchmodSync(file, privateMode);
      return readFileSync(file, 'utf8').trim();
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
