import { z } from 'zod';

import { AppError } from '../../errors.ts';

/** The argument that names a file or directory of a scope. */
export const pathInput = z.string().min(1).max(4096).describe('Absolute path.');

/** What every path gets that is not there, not ours or in no scope: one answer, so that it tells nothing. */
export function nothingThere(): AppError {
  return new AppError('not_found', 'nothing of ours at this path', { hint: 'directory_list shows what is there.' });
}
