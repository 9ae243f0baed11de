import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { ImportCandidate } from '../../services/sonarr/import-schemas.ts';
import type { SonarrClient } from '../../services/sonarr/sonarr-client.ts';

/** Where files to import lie. */
export const sourceInput = {
  download_id: z.string().min(1).max(200).optional(),
  folder: z.string().min(1).max(1000).optional(),
};

export interface ImportSource {
  readonly download_id?: string | undefined;
  readonly folder?: string | undefined;
}

export async function candidatesOf(client: SonarrClient, source: ImportSource): Promise<ImportCandidate[]> {
  const { download_id: downloadId, folder } = source;
  if (downloadId !== undefined && folder === undefined) return client.importCandidates({ downloadId });
  if (folder !== undefined && downloadId === undefined) return client.importCandidates({ folder });
  throw new AppError('invalid_argument', 'give either download_id or folder', {
    hint: 'sonarr_get_queue shows the download_id of what is blocked.',
  });
}
