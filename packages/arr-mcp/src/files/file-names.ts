import { randomBytes } from 'node:crypto';
import { normalize } from 'node:path/posix';

// What Linux takes: a path of 4096 bytes with its end mark, names of 255.
const maxPathBytes = 4095;
const maxNameBytes = 255;

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const controlCharacter = /[\u0000-\u001F\u007F-\u009F]/;
const draftName = /^\.arr-mcp-[0-9a-f]{16}\.tmp$/;

/**
 * A path as one can stand for a file: absolute, without `.`, `..` and empty parts; undefined for everything else. Dots
 * are not resolved: `/root/x/../../media` would tell whether /root/x is there.
 */
export function parsePath(path: string): string | undefined {
  const plain = path.length > 1 ? path.replace(/\/$/, '') : path;
  if (!plain.startsWith('/') || normalize(plain) !== plain || Buffer.byteLength(plain) > maxPathBytes) return undefined;
  return plain.split('/').slice(1).every(isFileName) || plain === '/' ? plain : undefined;
}

/** Whether a directory may show an entry of this name. Drafts that a killed process left behind are not shown. */
export function isFileName(name: string): boolean {
  if (name === '' || name === '.' || name === '..' || name.includes('/')) return false;
  // A lone surrogate stands for no bytes, and the replacement character for bytes that are no text.
  if (!name.isWellFormed() || name.includes('\uFFFD')) return false;
  return !controlCharacter.test(name) && !draftName.test(name) && Buffer.byteLength(name) <= maxNameBytes;
}

/** A name that nobody can guess, for what is to be renamed to its real one when it is whole. */
export function createDraftName(): string {
  return `.arr-mcp-${randomBytes(8).toString('hex')}.tmp`;
}
