import { posix } from 'node:path';

/** Absolute, from the folder of the file that names it. A path from a home folder stays as it is. */
export function absolutePath(directory: string, path: string): string {
  return path.startsWith('~') ? path : posix.resolve(directory, path);
}

const address = /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/;

/** Whether a build context lies elsewhere than on this host. */
export function isAddress(context: string): boolean {
  return address.test(context);
}

/** Whether a further build context is an image or another service's: `docker-image://x`, `service:x`. */
export function isName(context: string): boolean {
  return /^[a-z-]+:/.test(context);
}
