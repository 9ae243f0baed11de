import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rename, unlink } from 'node:fs/promises';

import { errorCode } from './error-code.ts';
import { conflict, notFound, writeError } from './file-errors.ts';
import { createDraftName } from './file-names.ts';
import type { FilePlace } from './file-place.ts';
import type { FileChange } from './file-types.ts';
import type { HeldEntry } from './held-entry.ts';
import { readableFile, refuseSecretContent, refuseSecretFile, refuseUnwritable } from './judge-file.ts';
import { hashHeld } from './read-held.ts';
import { syncFolder } from './sync-folder.ts';

const folderMode = 0o755;
const newFileMode = 0o644;
const permissionBits = 0o777;

/** What is kept of the file that stands there, or what a new one gets. */
interface Appearance {
  readonly mode: number;
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** group of a file that is brought back */
  readonly gid?: number;
}

type Way = Pick<FilePlace, 'givenPath' | 'path' | 'folder' | 'names'>;

interface Target {
  readonly path: string;
  readonly folder: HeldEntry;
  readonly name: string;
}

/** Puts a whole file in the place of another one or of nothing; a reader, or a kill, finds the old one or the new one. */
export async function replaceFile(place: FilePlace, change: FileChange): Promise<void> {
  await checkReplaceable(place, change.content);
  await replaceChecked(place, change);
}

/** The same for a place and a content that were found to be allowed already. */
export async function replaceChecked(place: FilePlace, change: FileChange): Promise<void> {
  const { path, entry } = place;
  await checkStanding(path, entry, change.expected);
  const appearance = appearanceOf(entry, change);
  try {
    await inFolder(place, async (target) => writeThere(target, change, appearance));
  } catch (error) {
    throw writeError(path, error);
  }
}

/** Refuses places and contents that may not be written. */
export async function checkReplaceable(place: FilePlace, content: Uint8Array): Promise<void> {
  refuseUnwritable(place);
  const { path, entry } = place;
  // Once it stood there, it could be neither read nor put back.
  refuseSecretContent(path, content);
  if (entry !== undefined) await refuseSecretFile(path, readableFile(place));
}

/** What stands at a path has to be the expected content: by its hash, or nothing for null. */
export async function checkStanding(
  path: string,
  entry: HeldEntry | undefined,
  expected: string | null,
): Promise<void> {
  if (entry === undefined && expected !== null) throw conflict(path, 'is not there any more');
  if (entry === undefined) return;
  if (expected === null) throw conflict(path, 'is there already');
  if (!entry.stats.isFile() || (await hashHeld(entry)) !== expected) throw conflict(path, 'was changed meanwhile');
}

function appearanceOf(entry: HeldEntry | undefined, change: FileChange): Appearance {
  if (entry !== undefined) {
    const { mode, uid, gid } = entry.stats;
    return { mode: mode & permissionBits, owner: { uid, gid } };
  }
  const { mode = newFileMode, gid } = change;
  return { mode: mode & permissionBits, ...(gid === undefined ? {} : { gid }) };
}

/** Runs in the folder of the file, whose missing parents are made, each held before the next one is made in it. */
async function inFolder(
  { givenPath, path, folder, names }: Way,
  run: (target: Target) => Promise<void>,
): Promise<void> {
  const [name = '', ...rest] = names;
  if (rest.length === 0) return run({ path, folder, name });
  await mkdir(folder.pathOf(name), folderMode).catch(ignoreExisting);
  await using made = await folder.entry(name);
  // A link, or somebody else's folder, that came in between.
  if (made?.stats.isDirectory() !== true || made.stats.uid !== process.geteuid?.()) throw notFound(givenPath);
  await inFolder({ givenPath, path, folder: made, names: rest }, run);
}

function ignoreExisting(error: unknown): void {
  if (errorCode(error) !== 'EEXIST') throw error;
}

async function writeThere(target: Target, { content, expected }: FileChange, appearance: Appearance): Promise<void> {
  const { path, folder, name } = target;
  const draft = folder.pathOf(createDraftName());
  try {
    await writeDraft(draft, content, appearance);
    await using standing = await folder.entry(name);
    await checkStanding(path, standing, expected);
    await rename(draft, folder.pathOf(name));
  } catch (error) {
    // Not there when it could not even be made; what is told is why.
    await unlink(draft).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
}

async function writeDraft(path: string, content: Uint8Array, { mode, owner, gid }: Appearance): Promise<void> {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  await using file = await open(path, flags, 0o600);
  await file.writeFile(content);
  // The owner first: to change it takes bits of the mode away.
  if (owner !== undefined) await keepOwner(file, owner);
  if (gid !== undefined) await giveGroup(file, gid);
  await file.chmod(mode);
  await file.sync();
}

async function giveGroup(file: FileHandle, gid: number): Promise<void> {
  const { uid } = await file.stat();
  try {
    await keepOwner(file, { uid, gid });
  } catch (error) {
    // We are in that group no more: the file comes back in ours, rather than not at all.
    if (errorCode(error) !== 'EPERM') throw error;
  }
}

async function keepOwner(file: FileHandle, { uid, gid }: NonNullable<Appearance['owner']>): Promise<void> {
  const made = await file.stat();
  if (made.uid !== uid || made.gid !== gid) await file.chown(uid, gid);
}
