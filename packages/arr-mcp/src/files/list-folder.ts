import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';

import { notFound, refused } from './file-errors.ts';
import { isFileName } from './file-names.ts';
import type { FilePlace } from './file-place.ts';
import type { FileFacts } from './file-types.ts';

/** What is in the directory at a place and ours, by name. */
export async function listFolder({ givenPath, path, entry: folder, factsOf }: FilePlace): Promise<FileFacts[]> {
  if (folder === undefined) throw notFound(givenPath);
  if (!folder.stats.isDirectory()) throw refused(path, 'is a file', { hint: 'file_read shows what is in it.' });
  const names = (await readNames(folder.path, path)).filter(isFileName).sort();
  const facts = await Promise.all(
    names.map(async (name) => {
      const stats = await statOf(folder.pathOf(name));
      return stats === undefined ? undefined : factsOf(name, stats);
    }),
  );
  return facts.filter((each) => each !== undefined);
}

async function readNames(directory: string, path: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (cause) {
    throw refused(path, 'cannot be listed: we may not read it', { cause });
  }
}

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch {
    // Gone since the names were read, or closed to us: not there.
    return undefined;
  }
}
