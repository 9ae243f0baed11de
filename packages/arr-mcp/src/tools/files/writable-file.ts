import { basename, dirname, resolve } from 'node:path';

import { composeFileNames } from '@arr-mcp/helper-protocol';

import { AppError } from '../../errors.ts';
import type { FileFacts, UserFiles } from '../../files/file-types.ts';

const composeNames: ReadonlySet<string> = new Set(composeFileNames);

/** What stands at a path that is to be written; refused where another tool has to write it. */
export async function findWritable(path: string, files: UserFiles): Promise<FileFacts | undefined> {
  // Not written plainly: the door has nothing there, and what lies above it is not where it would be.
  if (resolve(path) !== path) throw nowhere();
  const standing = await files.find(path);
  const { scope } = standing ?? (await findParent(path, files));
  if (scope === 'stacks' && isComposeFile(standing?.path ?? path)) {
    throw new AppError('refused', `${path} is a compose file`, {
      hint: 'compose_write checks and writes compose files.',
    });
  }
  return standing;
}

/** Whether it has the name of a file that a stack is read from. */
export function isComposeFile(path: string): boolean {
  return composeNames.has(basename(path));
}

/** The nearest directory that is there. */
async function findParent(path: string, files: UserFiles): Promise<FileFacts> {
  const parent = dirname(path);
  if (parent === path) throw nowhere();
  return (await files.find(parent)) ?? findParent(parent, files);
}

function nowhere(): AppError {
  return new AppError('not_found', 'the path lies in no directory of ours', {
    hint: 'directory_list without a path shows the directories; paths are absolute, without . and .. in them.',
  });
}
