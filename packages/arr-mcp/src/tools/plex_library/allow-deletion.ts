import { AppError } from '../../errors.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';

const hint =
  'In its settings, under Library, "Allow media deletion" has to be on, perhaps not for its own network alone; and Plex has to be allowed to write to the folder.';

/** Nobody is asked to agree to what a server would not do. @throws AppError refused */
export async function demandDeletion(client: PlexClient): Promise<void> {
  const { allowMediaDeletion } = await client.server.info();
  // Not every version tells.
  if (allowMediaDeletion !== false) return;
  throw new AppError('refused', `${client.instance} deletes no media`, { hint });
}

/** Plex only says 400 when it deletes nothing. @throws AppError */
export async function tellRefusal(deleting: Promise<void>): Promise<void> {
  try {
    await deleting;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid_argument') throw error;
    throw new AppError('refused', `Plex deleted nothing: ${error.message}`, { cause: error, hint });
  }
}
