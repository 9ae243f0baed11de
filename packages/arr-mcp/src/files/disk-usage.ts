import { stat, statfs } from 'node:fs/promises';
import { resolve } from 'node:path';

/** One file system and what the server uses it for. */
export interface Disk {
  /** `stacks`, `media`, `data`, in the order they were given */
  readonly use: readonly string[];
  /** the first directory that was found on it */
  readonly path: string;
  readonly totalBytes: number;
  readonly usedBytes: number;
  /** what a user who is not root can still write */
  readonly freeBytes: number;
  /** of what such a user can reach, as `df` counts it; 0 to 100 */
  readonly usedPercent: number;
}

interface FoundDirectory {
  readonly use: string;
  readonly path: string;
  readonly device: number;
}

/** The file systems under the scopes, each once. */
export class DiskUsage {
  readonly #directories: readonly (readonly [use: string, path: string])[];

  /** @param directories what it is used for -> where it is */
  constructor(directories: Readonly<Record<string, string>>) {
    this.#directories = Object.entries(directories).map(([use, path]) => [use, resolve(path)]);
  }

  /**
   * A directory that is not there, or may not be looked at, is left out.
   * @param path only the disk that this lies on, also when no directory was given for it
   */
  async list(path?: string): Promise<Disk[]> {
    const directories = await Promise.all(this.#directories.map(async ([use, each]) => findDirectory(use, each)));
    const found = directories.filter((each) => each !== undefined);
    const byDevice = [...Map.groupBy(found, ({ device }) => device).values()];
    const wanted = path === undefined ? byDevice : await onlyDiskOf(path, byDevice);
    const disks = await Promise.all(wanted.map(measure));
    return disks.filter((each) => each !== undefined);
  }
}

async function onlyDiskOf(
  path: string,
  byDevice: readonly (readonly FoundDirectory[])[],
): Promise<(readonly FoundDirectory[])[]> {
  const asked = await findDirectory('', path);
  if (asked === undefined) return [];
  // A disk that is mounted somewhere below a directory is not among those that were given.
  return [byDevice.find(([first]) => first?.device === asked.device) ?? [asked]];
}

async function findDirectory(use: string, path: string): Promise<FoundDirectory | undefined> {
  try {
    return { use, path, device: (await stat(path)).dev };
  } catch {
    // Not there, or behind a directory that is closed to us: nothing to tell of it.
    return undefined;
  }
}

async function measure(directories: readonly FoundDirectory[]): Promise<Disk | undefined> {
  const [first] = directories;
  if (first === undefined) return undefined;
  const { bsize, blocks, bfree, bavail } = await statfs(first.path);
  // Some pseudo file systems have no size; there is no percentage of nothing.
  if (blocks === 0) return undefined;
  const used = blocks - bfree;
  return {
    use: directories.map(({ use }) => use).filter((use) => use !== ''),
    path: first.path,
    totalBytes: blocks * bsize,
    usedBytes: used * bsize,
    freeBytes: bavail * bsize,
    usedPercent: used + bavail === 0 ? 100 : Math.ceil((used / (used + bavail)) * 100),
  };
}
