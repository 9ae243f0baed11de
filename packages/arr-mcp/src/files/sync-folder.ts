import type { HeldEntry } from './held-entry.ts';

/** Makes names that were given or taken in a folder last, also through a loss of power. */
export async function syncFolder(folder: HeldEntry): Promise<void> {
  await using handle = await folder.open();
  await handle.sync();
}
