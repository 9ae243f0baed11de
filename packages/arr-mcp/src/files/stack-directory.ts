import { lstat, readdir } from 'node:fs/promises';
import { resolve, sep } from 'node:path';

import { StackName, composeFileNames, maxComposeBytes } from '@arr-mcp/helper-protocol';

import { AppError } from '../errors.ts';
import { folderIn, isReadable, realpathOrSame } from './directory-facts.ts';
import { errorCode } from './error-code.ts';
import { HeldEntry } from './held-entry.ts';
import { readHeld } from './read-held.ts';

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
      throw new AppError('unavailable', `the stacks directory ${this.#path} cannot be read (${errorCode(cause)})`, {
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

  /** What is held is what is judged and read: a file that is exchanged for a link meanwhile is not followed. */
  async #readOurFile({ name, path, composeFile }: StackFolder): Promise<string> {
    await using folder = await HeldEntry.at(path);
    if (folder?.stats.isDirectory() !== true || folder.stats.uid !== this.#uid) throw noSuchStack(name);
    await using file = await folder.entry(composeFile);
    if (file?.stats.isFile() !== true || file.stats.uid !== this.#uid) throw noSuchStack(name);
    const content = await readHeld(file, maxComposeBytes);
    if (content === undefined) {
      throw new AppError('refused', `the compose file of ${name} is larger than ${maxComposeBytes} bytes`);
    }
    return content.toString();
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
    return errorCode(error) === 'ENOENT';
  }
}
