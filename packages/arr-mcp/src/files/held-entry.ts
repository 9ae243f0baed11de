import { type Stats, constants } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';

import { AppError } from '../errors.ts';
import { idOf } from './directory-facts.ts';
import { errorCode } from './error-code.ts';

// Linux's O_PATH, which Node has no name for: an entry is held without being opened, so that no permission to read is
// needed and not even a device or a FIFO notices.
const holdOnly = 0o10000000;

// Missing, behind something that is no folder, closed to us, or a name that no file can have.
const notThere = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG', 'EINVAL']);

// A file that is replaced in this moment is looked at again; one that always is cannot be judged.
const maxTries = 20;

/**
 * An entry of the file system that is held by a descriptor: what was judged is what is opened later, whatever has its
 * name by then. A link is held as the link that it is, and is neither a file nor a directory.
 */
export class HeldEntry implements AsyncDisposable {
  readonly stats: Stats;
  readonly #handle: FileHandle;

  private constructor(handle: FileHandle, stats: Stats) {
    this.#handle = handle;
    this.stats = stats;
  }

  /** What stands at a path, its last part not followed; undefined when nothing does that we can reach. */
  static async at(path: string): Promise<HeldEntry | undefined> {
    for (let tries = 0; tries < maxTries; tries += 1) {
      const held = await hold(path);
      if (held === undefined) return undefined;
      let stats: Stats | undefined;
      try {
        stats = await statByName(path, held);
        if (stats !== undefined) return new HeldEntry(held, stats);
      } finally {
        if (stats === undefined) await held.close();
      }
    }
    throw new AppError('conflict', 'the file is exchanged all the time', { hint: 'Try again.' });
  }

  /** The entry itself as a path, by its descriptor. */
  get path(): string {
    return `/proc/self/fd/${this.#handle.fd}`;
  }

  /** A name in this directory as a path. */
  pathOf(name: string): string {
    return `${this.path}/${name}`;
  }

  async entry(name: string): Promise<HeldEntry | undefined> {
    return HeldEntry.at(this.pathOf(name));
  }

  /** Opens what is held. Only for what was found to be a regular file or a directory. */
  async open(): Promise<FileHandle> {
    return open(this.path, constants.O_RDONLY | constants.O_NONBLOCK);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close();
  }
}

async function hold(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, holdOnly | constants.O_NOFOLLOW);
  } catch (error) {
    if (notThere.has(errorCode(error))) return undefined;
    throw error;
  }
}

/**
 * The facts of a file while it has its name; undefined when the name is another one's by now. The number of names that
 * the descriptor alone tells may be without this one: a second name of a secret that was taken away after it was held.
 */
async function statByName(path: string, held: FileHandle): Promise<Stats | undefined> {
  const stats = await held.stat();
  if (!stats.isFile()) return stats;
  try {
    const named = await lstat(path);
    return idOf(named) === idOf(stats) ? named : undefined;
  } catch (error) {
    if (notThere.has(errorCode(error))) return undefined;
    throw error;
  }
}
