import type { Stats } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { idOf, realDirectory } from './directory-facts.ts';
import { errorCode } from './error-code.ts';
import { isFileName, parsePath } from './file-names.ts';
import type { FileFacts, ScopeName } from './file-types.ts';
import { HeldEntry } from './held-entry.ts';
import {
  type Location,
  type ScopeDirectories,
  type ScopeRoot,
  findRoots,
  isWrittenInside,
  locate,
} from './scope-roots.ts';

const writableByOthers = 0o002;
const sticky = 0o1000;

/** Where a path leads inside a scope. What is on the way is held until this is disposed of. */
export interface FilePlace extends AsyncDisposable {
  readonly scope: ScopeName;
  /** as the caller wrote it: what cannot be found is named so, as its other name would tell that links were followed */
  readonly givenPath: string;
  /** absolute, without links */
  readonly path: string;
  /** the nearest folder that is there */
  readonly folder: HeldEntry;
  /** what stands at the path */
  readonly entry: HeldEntry | undefined;
  /** names below the folder: of folders that are missing, and at last the entry's own; empty for a scope's root */
  readonly names: readonly string[];
  /** a folder on the way in which any user of the machine may exchange files */
  readonly isOpenToStrangers: boolean;
  /** what may be told of the entry */
  readonly facts: FileFacts | undefined;
  /** what may be told of an entry that stands in this place's directory; undefined when it is not ours */
  readonly factsOf: (name: string, stats: Stats) => FileFacts | undefined;
}

/** Finds out where paths lead, and whether everything on the way is ours. */
export class FilePlaces {
  readonly #scopes: ScopeDirectories;
  readonly #uid: number;
  readonly #closed: readonly string[];

  /** @param closed directories that are in no scope, wherever they lie */
  constructor(scopes: ScopeDirectories, uid: number, closed: readonly string[]) {
    this.#scopes = scopes;
    this.#uid = uid;
    this.#closed = closed;
  }

  async roots(): Promise<ScopeRoot[]> {
    return findRoots(this.#scopes);
  }

  /** The place of a path; undefined when it lies in no scope, or when something on the way is not ours. */
  async find(path: string): Promise<FilePlace | undefined> {
    const plain = parsePath(path);
    const roots = await this.roots();
    // Before any link is followed: what lies outside, even a way back inside, is not to be found out about.
    if (plain === undefined || !isWrittenInside(plain, roots)) return undefined;
    const resolved = await resolveLinks(plain);
    const location = resolved === undefined ? undefined : locate(resolved, roots);
    if (location === undefined || !location.names.every(isFileName)) return undefined;
    return holdPlace(path, location, await this.#judge(roots));
  }

  async #judge(roots: readonly ScopeRoot[]): Promise<Judge> {
    const closed = await Promise.all(this.#closed.map(realDirectory));
    const closedIds = closed.flatMap((directory) => (directory === undefined ? [] : [idOf(directory.stats)]));
    // A scope inside another one is reached as itself alone, never under a second name: that would lose its rules.
    return { uid: this.#uid, roots, elsewhere: new Set([...closedIds, ...roots.map(({ id }) => id)]) };
  }
}

interface Judge {
  readonly uid: number;
  readonly roots: readonly ScopeRoot[];
  /** directories that are not part of the scope around them, by device and inode */
  readonly elsewhere: ReadonlySet<string>;
}

function isOurs(stats: Stats, { uid, elsewhere }: Judge): boolean {
  return stats.uid === uid && (stats.isFile() || stats.isDirectory()) && !elsewhere.has(idOf(stats));
}

type Way = Pick<FilePlace, 'folder' | 'entry' | 'names' | 'isOpenToStrangers'>;

async function holdPlace(givenPath: string, { root, names }: Location, judge: Judge): Promise<FilePlace | undefined> {
  const held: HeldEntry[] = [];
  const release = async () => void (await Promise.all(held.map(async (each) => each[Symbol.asyncDispose]())));
  let way: Way | undefined;
  try {
    way = await walk(root, names, { judge, held });
  } finally {
    if (way === undefined) await release();
  }
  if (way === undefined) return undefined;
  const path = join(root.path, ...names);
  const factsOf = (name: string, stats: Stats) => describe({ path: join(path, name), scope: root.scope }, stats, judge);
  const facts = way.entry && factsOf('', way.entry.stats);
  return { ...way, scope: root.scope, givenPath, path, facts, factsOf, [Symbol.asyncDispose]: release };
}

/** Goes from a root through folders of ours, each held before the next one is looked for in it. */
async function walk(
  root: ScopeRoot,
  names: readonly string[],
  { judge, held }: { judge: Judge; held: HeldEntry[] },
): Promise<Way | undefined> {
  const start = await HeldEntry.at(root.path);
  if (start === undefined) return undefined;
  held.push(start);
  if (idOf(start.stats) !== root.id) return undefined;
  let folder = start;
  let isOpenToStrangers = false;
  for (const [index, name] of names.entries()) {
    const entry = await folder.entry(name);
    if (entry !== undefined) held.push(entry);
    const rest = { folder, entry, names: names.slice(index), isOpenToStrangers };
    if (entry === undefined) return rest;
    if (!isOurs(entry.stats, judge)) return undefined;
    if (index === names.length - 1) return rest;
    if (!entry.stats.isDirectory()) return undefined;
    folder = entry;
    isOpenToStrangers ||= (entry.stats.mode & (writableByOthers | sticky)) === writableByOthers;
  }
  return { folder, entry: folder, names: [], isOpenToStrangers };
}

function describe(
  { path, scope }: Pick<FileFacts, 'path' | 'scope'>,
  stats: Stats,
  judge: Judge,
): FileFacts | undefined {
  const root = judge.roots.find((each) => each.path === path);
  const isRoot = root !== undefined && root.id === idOf(stats);
  if (!isRoot && !isOurs(stats, judge)) return undefined;
  return {
    path,
    scope: root?.scope ?? scope,
    type: stats.isDirectory() ? 'directory' : 'file',
    sizeBytes: stats.size,
    modified: stats.mtime,
    mode: stats.mode & 0o7777,
  };
}

/** A path without links, of which the last parts may be missing; undefined when it leads nowhere. */
async function resolveLinks(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    // What is missing may be made. A link that leads nowhere is found out when its name is held.
    if (errorCode(error) !== 'ENOENT' || path === '/') return undefined;
    const folder = await resolveLinks(dirname(path));
    return folder === undefined ? undefined : join(folder, basename(path));
  }
}
