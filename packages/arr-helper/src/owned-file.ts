import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';

import { HelperError, errorCode } from './helper-error.ts';

export interface OwnedFile {
  readonly content: string;
  readonly mode: number;
  readonly sizeBytes: number;
  readonly modified: Date;
}

/**
 * Reads a regular file of `uid`; undefined when there is none, or something else, or somebody else's.
 * What was opened is what is checked, and a link is never followed.
 */
export async function readOwnedFile(path: string, uid: number, maxBytes: number): Promise<OwnedFile | undefined> {
  const file = await openUnlinked(path);
  if (file === undefined) return undefined;
  try {
    const stats = await file.stat();
    if (!stats.isFile() || stats.uid !== uid) return undefined;
    if (stats.size > maxBytes) throw new HelperError('refused', `the file is larger than ${maxBytes} bytes`);
    const buffer = Buffer.alloc(stats.size);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    const content = decodeText(buffer.subarray(0, bytesRead));
    return { content, mode: stats.mode & 0o777, sizeBytes: bytesRead, modified: stats.mtime };
  } finally {
    await file.close();
  }
}

/** True when `path` is a folder of `uid` itself, not a link to one. */
export async function isOwnedDirectory(path: string, uid: number): Promise<boolean> {
  try {
    const stats = await lstat(path);
    return stats.isDirectory() && stats.uid === uid;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

/** True when `path` is a folder of `uid` or of root, not a link to one. */
export async function isTrustedDirectory(path: string, uid: number): Promise<boolean> {
  return (await isOwnedDirectory(path, uid)) || isOwnedDirectory(path, 0);
}

/** What a folder holds, sorted; nothing when it is absent or closed. */
export async function namesIn(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).sort();
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

/** True when something, anything, has this name. */
export async function isTaken(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

export function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'ENAMETOOLONG'].includes(errorCode(error) ?? '');
}

async function openUnlinked(path: string) {
  try {
    // NONBLOCK: opening a named pipe must not wait for its other end.
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (isAbsent(error) || errorCode(error) === 'ENXIO') return undefined;
    throw error;
  }
}

function decodeText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new HelperError('invalid_content', 'the file is not UTF-8 text', { cause });
  }
}
