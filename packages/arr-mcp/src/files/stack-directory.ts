import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises';
import { resolve, sep } from 'node:path';

import { StackName, composeFileNames, maxComposeBytes } from '@arr-mcp/helper-protocol';

import { AppError } from '../errors.ts';
import { folderIn, isReadable, realpathOrSame } from './directory-facts.ts';

export interface StackFolder {
  readonly name: StackName;
  /** absolute */
  readonly path: string;
  readonly composeFile: (typeof composeFileNames)[number];
}

export interface ComposeText {
  readonly stack: StackFolder;
  readonly text: string;
}

/** What the label of a container claims about the stack it was made for. */
interface ClaimedOrigin {
  readonly project: string;
  readonly workingDir?: string;
}

/**
 * The folder that holds one folder per stack. A stack is there only for the user who owns its folder and its compose
 * file; everything else, links too, does not exist as far as a caller can tell.
 */
export class StackDirectory {
  readonly #path: string;
  readonly #uid: number;

  constructor(path: string, uid: number) {
    this.#path = resolve(path);
    this.#uid = uid;
  }

  /** The stacks, sorted by name; `unavailable` when the directory cannot be read. */
  async list(): Promise<StackFolder[]> {
    const names = await this.#names();
    const stacks = await Promise.all(names.map(async (name) => this.find(name)));
    return stacks.filter((stack) => stack !== undefined);
  }

  /** The stack, or undefined when there is none that is ours. */
  async find(name: string): Promise<StackFolder | undefined> {
    const valid = StackName.safeParse(name);
    if (!valid.success) return undefined;
    const path = `${this.#path}${sep}${valid.data}`;
    if (!(await this.#isOurFolder(path))) return undefined;
    for (const composeFile of composeFileNames) {
      if (await this.#isOurFile(`${path}${sep}${composeFile}`)) return { name: valid.data, path, composeFile };
    }
    return undefined;
  }

  /** The text of a stack's compose file; `not_found` when there is no such stack of ours. */
  async read(name: string): Promise<ComposeText> {
    const stack = await this.find(name);
    if (stack === undefined) throw noSuchStack(name);
    const text = await this.#readOurFile(stack);
    return { stack, text };
  }

  /**
   * Whether a container belongs to a stack of another user: its working directory lies in a folder of the stacks
   * directory that is not ours. A folder that is gone is nobody's, so that its left-over containers can be seen; when
   * the stacks directory itself cannot be looked into, nothing shows whose a folder is, and it counts as foreign.
   */
  async isForeign({ project, workingDir }: ClaimedOrigin): Promise<boolean> {
    const folder = workingDir === undefined ? this.#folderOfProject(project) : await this.#folderOf(workingDir);
    if (folder === undefined || (await this.#isOurFolder(folder))) return false;
    return !((await isReadable(this.#path)) && (await isMissing(folder)));
  }

  #folderOfProject(project: string): string | undefined {
    return StackName.safeParse(project).success ? `${this.#path}${sep}${project}` : undefined;
  }

  /** The stack's folder that a path lies in (or is); undefined outside of the stacks directory. */
  async #folderOf(path: string): Promise<string | undefined> {
    // Compose may have been run by either name of a directory that is reached through a link.
    const names = new Set([this.#path, await realpathOrSame(this.#path)]);
    const folders = [...names].map((directory) => folderIn(directory, resolve(path)));
    return folders.find((folder) => folder !== undefined);
  }

  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.#path)).sort();
    } catch (cause) {
      throw new AppError('unavailable', `the stacks directory ${this.#path} cannot be read (${codeOf(cause)})`, {
        cause,
        hint: 'ARR_MCP_STACKS_DIR names the directory that holds one folder per stack; mount it into the container.',
      });
    }
  }

  async #isOurFolder(path: string): Promise<boolean> {
    const stats = await lstatOrUndefined(path);
    return stats !== undefined && stats.isDirectory() && stats.uid === this.#uid;
  }

  async #isOurFile(path: string): Promise<boolean> {
    const stats = await lstatOrUndefined(path);
    return stats !== undefined && stats.isFile() && stats.uid === this.#uid;
  }

  /** What was opened is what is checked: a file that is exchanged for a link meanwhile is not followed. */
  async #readOurFile({ name, path, composeFile }: StackFolder): Promise<string> {
    const folder = await openOrUndefined(path, constants.O_DIRECTORY);
    if (folder === undefined) throw noSuchStack(name);
    try {
      // Through the descriptor: the folder that was opened, even when another one has its name by now.
      const inFolder = `/proc/self/fd/${folder.fd}${sep}${composeFile}`;
      const file =
        (await folder.stat()).uid === this.#uid ? await openOrUndefined(inFolder, constants.O_NONBLOCK) : undefined;
      if (file === undefined) throw noSuchStack(name);
      try {
        return await this.#readOpened(file, name);
      } finally {
        await file.close();
      }
    } finally {
      await folder.close();
    }
  }

  async #readOpened(file: FileHandle, name: string): Promise<string> {
    const stats = await file.stat();
    if (!stats.isFile() || stats.uid !== this.#uid) throw noSuchStack(name);
    // One byte more than allowed tells a file that is too large, also one that grows meanwhile.
    const buffer = Buffer.alloc(Math.min(stats.size, maxComposeBytes) + 1);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    if (bytesRead > maxComposeBytes) {
      throw new AppError('refused', `the compose file of ${name} is larger than ${maxComposeBytes} bytes`);
    }
    return buffer.toString('utf8', 0, bytesRead);
  }
}

function noSuchStack(name: string): AppError {
  const known = StackName.safeParse(name).success ? ` named ${name}` : ' of this name';
  return new AppError('not_found', `no stack${known}`, { hint: 'stack_list shows the names.' });
}

async function lstatOrUndefined(path: string) {
  try {
    return await lstat(path);
  } catch {
    // Missing, unreachable or forbidden: in each case it is not ours.
    return undefined;
  }
}

async function isMissing(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return false;
  } catch (error) {
    return codeOf(error) === 'ENOENT';
  }
}

async function openOrUndefined(path: string, flag: number): Promise<FileHandle | undefined> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | flag);
  } catch {
    // A link in its place, or gone since it was listed: it is not ours any more.
    return undefined;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
