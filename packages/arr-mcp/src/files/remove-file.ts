import { unlink } from 'node:fs/promises';

import { idOf } from './directory-facts.ts';
import { conflict, notFound, refused, writeError } from './file-errors.ts';
import type { FilePlace } from './file-place.ts';
import type { HeldEntry } from './held-entry.ts';
import { readableFile, refuseSecretFile, refuseUnwritable } from './judge-file.ts';
import { checkStanding } from './replace-file.ts';
import { syncFolder } from './sync-folder.ts';

/** The file at a place, which may be deleted. */
export async function removableFile(place: FilePlace): Promise<HeldEntry> {
  refuseUnwritable(place);
  const { givenPath, path, scope, entry } = place;
  if (entry === undefined) throw notFound(givenPath);
  if (!entry.stats.isFile()) throw refused(path, 'is a directory: files alone are deleted');
  // Where media is, one of several names is what an import left behind; the content stays under the other.
  if (scope !== 'media') readableFile(place);
  await refuseSecretFile(path, entry);
  return entry;
}

/** Deletes a file by its name in the folder that is held. */
export async function removeFile(place: FilePlace, expected: string | null): Promise<void> {
  const entry = await removableFile(place);
  const { path, folder, names } = place;
  const [name = ''] = names;
  if (expected !== null) await checkStanding(path, entry, expected);
  try {
    await using standing = await folder.entry(name);
    if (standing === undefined || idOf(standing.stats) !== idOf(entry.stats)) {
      throw conflict(path, 'was changed meanwhile');
    }
    await unlink(folder.pathOf(name));
    await syncFolder(folder);
  } catch (error) {
    throw writeError(path, error);
  }
}
