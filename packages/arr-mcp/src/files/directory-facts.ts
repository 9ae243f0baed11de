import { type Stats, constants } from 'node:fs';
import { access, lstat, realpath } from 'node:fs/promises';
import { sep } from 'node:path';

/** The folder of a directory that a path lies in or is; undefined outside of it. Both are absolute and plain. */
export function folderIn(directory: string, path: string): string | undefined {
  const inside = directory === sep ? sep : `${directory}${sep}`;
  if (!path.startsWith(inside)) return undefined;
  const [top = ''] = path.slice(inside.length).split(sep, 1);
  return `${inside}${top}`;
}

/** The directory's name without links; the name itself when nothing is there. */
export async function realpathOrSame(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    // It is not there (yet): then nothing lies in it under another name either.
    return path;
  }
}

/** Whether we can tell what is in a directory. */
export async function isReadable(directory: string): Promise<boolean> {
  try {
    await access(directory, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    // Not there or closed to us: what is in it cannot be known.
    return false;
  }
}

/** A directory and its name without links; undefined when none is there. */
export async function realDirectory(path: string): Promise<{ path: string; stats: Stats } | undefined> {
  try {
    const real = await realpath(path);
    const stats = await lstat(real);
    return stats.isDirectory() ? { path: real, stats } : undefined;
  } catch {
    // Not there (yet), or closed to us: nothing can be found in it.
    return undefined;
  }
}

/** Device and inode: the same for all names of one file or directory. */
export function idOf({ dev, ino }: Pick<Stats, 'dev' | 'ino'>): string {
  return `${dev}:${ino}`;
}
