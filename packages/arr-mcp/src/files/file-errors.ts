import { toPlainLine } from '@arr-mcp/helper-protocol';

import { AppError, type AppErrorOptions } from '../errors.ts';
import { errorCode } from './error-code.ts';

const maxShown = 300;

/** What every path gets that is not there, not ours or in no scope: one answer, so that it tells nothing. */
export function notFound(path: string): AppError {
  return new AppError('not_found', `nothing of ours at ${shown(path)}`, {
    hint: 'directory_list without a path shows the directories; paths are absolute, without . and .. in them.',
  });
}

export function refused(path: string, why: string, options: AppErrorOptions = {}): AppError {
  return new AppError('refused', `${shown(path)} ${why}`, options);
}

export function conflict(path: string, what: string): AppError {
  return new AppError('conflict', `${shown(path)} ${what}`, { hint: 'Read it anew, then decide again.' });
}

const refusals: Readonly<Record<string, string>> = {
  EACCES: 'may not be written: its folder does not let us',
  EPERM: 'may not be written: owner or group cannot be kept, or it is protected',
  EROFS: 'lies on a file system that is mounted read-only',
};
const shortages: Readonly<Record<string, string>> = {
  ENOSPC: 'cannot be written: the disk is full',
  EDQUOT: 'cannot be written: the quota is used up',
};

/** A failed write in words; what we know nothing of stays as it is. */
export function writeError(path: string, cause: unknown): unknown {
  const code = errorCode(cause);
  // Something of another type has the name by now.
  if (code === 'EISDIR' || code === 'ENOTDIR' || code === 'ENOENT') return conflict(path, 'was changed meanwhile');
  if (code in refusals) return new AppError('refused', `${shown(path)} ${refusals[code]}`, { cause });
  if (code in shortages) return new AppError('unavailable', `${shown(path)} ${shortages[code]}`, { cause });
  return cause;
}

function shown(path: string): string {
  return path === '' ? 'an empty path' : toPlainLine(path).slice(0, maxShown);
}
