import { type Stats, constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

import { errorCode } from './error-code.ts';

// Linux's O_PATH, which Node has no name for: an entry is held without being opened, so that no permission to read is
// needed and not even a device or a FIFO notices.
const holdOnly = 0o10000000;

// Missing, behind something that is no folder, closed to us, or a name that no file can have.
const notThere = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG', 'EINVAL']);

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
    try {
      const handle = await open(path, holdOnly | constants.O_NOFOLLOW);
      return new HeldEntry(handle, await handle.stat());
    } catch (error) {
      if (notThere.has(errorCode(error))) return undefined;
      throw error;
    }
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
