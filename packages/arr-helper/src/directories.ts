import { realpath } from 'node:fs/promises';
import { join } from 'node:path';

import { type StackName, composeFileNames, maxComposeBytes } from '@arr-mcp/helper-protocol';

import { HelperError } from './helper-error.ts';
import { isAbsent, isOwnedDirectory, readOwnedFile } from './owned-file.ts';

export interface StackDirectory {
  readonly path: string;
  /** the compose file's name inside it */
  readonly composeFile: string;
}

/**
 * The folder of a stack that belongs to `uid` and holds a compose file of the same owner. Links are refused below
 * the stacks directory; whatever else is there counts as absent, so that its existence does not leak.
 */
export async function resolveStack(stacksDir: string, stack: StackName, uid: number): Promise<StackDirectory> {
  const path = join(await realDirectory(stacksDir), stack);
  if (await isOwnedDirectory(path, uid)) {
    for (const composeFile of composeFileNames) {
      if (await readOwnedFile(join(path, composeFile), uid, maxComposeBytes)) return { path, composeFile };
    }
  }
  throw new HelperError('not_found', `no stack named ${stack}`);
}

async function realDirectory(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (cause) {
    if (isAbsent(cause)) throw new HelperError('not_found', `there is no stacks directory ${path}`, { cause });
    throw cause;
  }
}
