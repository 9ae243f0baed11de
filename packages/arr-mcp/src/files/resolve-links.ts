import { realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Follows the symbolic links of the part of an absolute path that exists; the rest is kept. */
export function resolveLinks(path: string): string {
  for (let existing = path; existing !== dirname(existing); existing = dirname(existing)) {
    try {
      return join(realpathSync(existing), relative(existing, path));
    } catch {
      // Nothing is there, or a link leads nowhere: what is above tells.
    }
  }
  return path;
}
