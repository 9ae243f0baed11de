import { notFound, refused } from './file-errors.ts';
import type { FilePlace } from './file-place.ts';
import type { HeldEntry } from './held-entry.ts';
import { readBeginning } from './read-held.ts';
import { isWritable } from './scope-roots.ts';
import { beginsLikeSecret, hasSecretName, judgedBytes } from './secret-files.ts';

/** Refuses files of secrets by their name, whether they are there or not. */
function refuseSecretName(path: string): void {
  if (hasSecretName(path)) throw secretFile(path);
}

/** Refuses files that are secrets by what stands in them. */
export function refuseSecretContent(path: string, content: Uint8Array): void {
  if (beginsLikeSecret(content)) throw secretFile(path);
}

/** The regular file at a place, which may be read. */
export function readableFile({ givenPath, path, entry }: FilePlace): HeldEntry {
  if (entry === undefined) throw notFound(givenPath);
  if (!entry.stats.isFile()) throw refused(path, 'is a directory', { hint: 'directory_list shows what is in it.' });
  refuseSecretName(path);
  // A second name may be anywhere, and what it is called there says what the file holds: a key that was linked to
  // notes.txt must not be read, nor replaced here while the other name keeps the old content.
  if (entry.stats.nlink > 1) throw refused(path, 'has several names (hard links), so it is not known what it is');
  return entry;
}

/** Refuses places where nothing may be changed, before anything is told of what is there. */
export function refuseUnwritable({ path, scope, names, isOpenToStrangers }: FilePlace): void {
  if (!isWritable(scope)) throw refused(path, `is read only: it lies in the ${scope} directory`);
  if (names.length === 0) throw refused(path, 'is the directory of a scope');
  refuseSecretName(path);
  if (isOpenToStrangers) {
    throw refused(path, 'lies in a folder that everybody may write to', {
      hint: 'Take that right away first: chmod o-w.',
    });
  }
}

export async function refuseSecretFile(path: string, file: HeldEntry): Promise<void> {
  refuseSecretContent(path, await readBeginning(file, judgedBytes));
}

function secretFile(path: string): Error {
  return refused(path, 'holds keys or passwords: it is neither shown nor changed here');
}
