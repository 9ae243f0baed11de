import { z } from 'zod';

import { AppError } from '../../errors.ts';

/** Where the files to import are: what both tools of manual import take. */
export const importSourceInput = {
  download_id: z.string().min(1).max(200).optional(),
  folder: z.string().min(1).max(1000).optional(),
};

/** @throws AppError invalid_argument unless exactly one is given */
export function toImportSource({
  download_id: downloadId,
  folder,
}: {
  download_id?: string | undefined;
  folder?: string | undefined;
}): { downloadId: string } | { folder: string } {
  if (downloadId !== undefined && folder === undefined) return { downloadId };
  if (folder !== undefined && downloadId === undefined) return { folder };
  throw new AppError('invalid_argument', 'either download_id or folder is needed, not both', {
    hint: 'radarr_get_queue lists downloads with their download_id.',
  });
}
