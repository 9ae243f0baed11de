import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { maxQuadletBytes, quadletKinds } from '@arr-mcp/helper-protocol';

import type { HelperConfig } from './config.ts';
import { HelperError } from './helper-error.ts';
import { isAbsent, namesIn, readOwnedFile } from './owned-file.ts';

const quadletFile = new RegExp(`\\.(?:${quadletKinds.join('|')})$`);
const dropInFolder = new RegExp(`(?:^|[.-])(?:${quadletKinds.join('|')})\\.d$`);
const adminUsers = '/containers/systemd/users';

/**
 * The Quadlet files that the user's generator reads beside the `managed` ones of the Quadlet folder: in the other
 * search directories, in sub-folders and through links, of the account or of root. Name -> content; the first file
 * of a name counts, as for the generator.
 */
export async function readReferences(
  config: HelperConfig,
  managed: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const own = await resolveFolder(config.quadletDir);
  for (const folder of await findFolders(config)) {
    const isReference = (name: string) => quadletFile.test(name) && !(folder === own && managed.has(name));
    for (const name of (await namesIn(folder)).filter(isReference)) {
      const content = found.has(name) ? undefined : await readReference(join(folder, name), config.uid);
      if (content !== undefined) found.set(name, content);
    }
  }
  return found;
}

/** The drop-in folders (`radarr.container.d`) of every folder that the generator reads. */
export async function findDropInFolders(config: HelperConfig): Promise<string[]> {
  const found: string[] = [];
  for (const folder of await findFolders(config)) {
    for (const name of (await namesIn(folder)).filter((file) => dropInFolder.test(file)))
      found.push(join(folder, name));
  }
  return found;
}

/** Every search directory with its sub-folders; drop-in folders and other users' folders are no part of them. */
async function findFolders({ quadletSearchDirs, uid }: HelperConfig): Promise<readonly string[]> {
  const found = new Set<string>();
  const visit = async (path: string): Promise<void> => {
    const folder = await resolveFolder(path);
    if (folder === undefined || found.has(folder) || folder.endsWith('.d')) return;
    found.add(folder);
    const isForUsers = folder.endsWith(adminUsers);
    for (const name of await namesIn(folder)) {
      if (!(isForUsers && /^\d+$/.test(name) && name !== String(uid))) await visit(join(folder, name));
    }
  };
  for (const directory of quadletSearchDirs) await visit(directory);
  return [...found];
}

async function resolveFolder(path: string): Promise<string | undefined> {
  try {
    const resolved = await realpath(path);
    return (await stat(resolved)).isDirectory() ? resolved : undefined;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

async function readReference(path: string, uid: number): Promise<string | undefined> {
  try {
    const resolved = await realpath(path);
    return (
      (await readOwnedFile(resolved, uid, maxQuadletBytes)) ?? (await readOwnedFile(resolved, 0, maxQuadletBytes))
    )?.content;
  } catch (error) {
    // Absent, too large or not text: the dry run goes without it.
    if (error instanceof HelperError || isAbsent(error)) return undefined;
    throw error;
  }
}
