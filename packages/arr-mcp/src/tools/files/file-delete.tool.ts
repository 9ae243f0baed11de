import { z } from 'zod';

import { maxKeptBytes } from '../../domain/changed-files.ts';
import { AppError } from '../../errors.ts';
import type { FileFacts, UserFiles } from '../../files/file-types.ts';
import { changedBy } from '../changed-by.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import { nothingThere, pathInput } from './file-input.ts';
import { reasonInput } from './reason-input.ts';

export default defineDestructiveTool({
  name: 'file_delete',
  title: 'Delete a file',
  description: 'Deletes one file. Its content is kept for change_revert when it has at most 8 MiB.',
  toolset: 'files',
  input: z.object({
    path: pathInput,
    permanent: z.boolean().default(false).describe('Also what cannot be kept, such as a film; it is gone then.'),
    reason: reasonInput,
  }),
  output: z.object({ deleted: z.string(), change: z.string() }),
  async plan({ path, permanent }, { files, changes }) {
    const facts = await getFile(path, files);
    const warnings = await changes.check(facts.path, null);
    const expected = await findKeepable(facts, files, permanent);
    const size = `${facts.sizeBytes} bytes`;
    const end = expected === null ? 'It cannot be kept: it is gone for good.' : 'Its content is kept.';
    return {
      summary: `Deletes ${facts.path} (${size}). ${end}`,
      path: facts.path,
      size_bytes: facts.sizeBytes,
      modified: facts.modified.toISOString(),
      sha256: expected,
      ...(warnings.length === 0 ? {} : { warnings }),
    };
  },
  async handler({ path, sha256 }, context, { reason }) {
    const by = changedBy(context, 'file_delete', reason);
    const { id } = await context.changes.remove({ path, expected: sha256, by });
    return { deleted: path, change: id };
  },
});

async function getFile(path: string, files: UserFiles): Promise<FileFacts> {
  const facts = await files.find(path);
  if (facts === undefined) throw nothingThere();
  if (facts.type === 'directory') throw new AppError('refused', `${path} is a directory: files alone are deleted`);
  return facts;
}

/** The hash of a file that can be kept, null for one that cannot and may go all the same. */
async function findKeepable({ path }: FileFacts, files: UserFiles, permanent: boolean): Promise<string | null> {
  try {
    return (await files.read(path, maxKeptBytes))?.sha256 ?? null;
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'refused')) throw error;
    if (permanent) return null;
    throw new AppError('refused', `${error.message}, so it could not be brought back`, {
      cause: error,
      hint: 'permanent: true deletes it for good.',
    });
  }
}
