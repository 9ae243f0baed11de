import { resolve } from 'node:path';

import { idOf, realDirectory } from './directory-facts.ts';
import { type ScopeName, scopeNames } from './file-types.ts';

const writableScopes: ReadonlySet<ScopeName> = new Set(['stacks', 'media']);

/** Where each scope is; those that are not named are not there. */
export type ScopeDirectories = Readonly<Partial<Record<ScopeName, string>>>;

/** A directory that tools may look into. */
export interface ScopeRoot {
  readonly scope: ScopeName;
  /** without links */
  readonly path: string;
  /** as the operator gave it */
  readonly givenPath: string;
  /** device and inode */
  readonly id: string;
}

export interface Location {
  readonly root: ScopeRoot;
  /** names below the root's directory; empty for the directory itself */
  readonly names: readonly string[];
}

export function isWritable(scope: ScopeName): boolean {
  return writableScopes.has(scope);
}

/** The scopes that are there. Of two with the same directory the first one has it: media before services. */
export async function findRoots(directories: ScopeDirectories): Promise<ScopeRoot[]> {
  const found = await Promise.all(
    scopeNames.map(async (scope) => {
      const directory = directories[scope];
      return directory === undefined ? undefined : findRoot(scope, resolve(directory));
    }),
  );
  const roots = found.filter((root) => root !== undefined);
  return roots.filter(({ path }, index) => roots.findIndex((other) => other.path === path) === index);
}

async function findRoot(scope: ScopeName, givenPath: string): Promise<ScopeRoot | undefined> {
  const directory = await realDirectory(givenPath);
  return directory === undefined ? undefined : { scope, path: directory.path, givenPath, id: idOf(directory.stats) };
}

/** The innermost scope that a path without links lies in; undefined outside of all. */
export function locate(path: string, roots: readonly ScopeRoot[]): Location | undefined {
  const locations = roots.flatMap((root) => {
    const names = namesBelow(root.path, path);
    return names === undefined ? [] : [{ root, names }];
  });
  return locations.sort((a, b) => a.names.length - b.names.length)[0];
}

/** Whether a path lies in a scope by the way it is written, the scopes named as the operator or the disk names them. */
export function isWrittenInside(path: string, roots: readonly ScopeRoot[]): boolean {
  return roots.some((root) => [root.path, root.givenPath].some((name) => namesBelow(name, path) !== undefined));
}

/** The names that lead from a directory to a path; undefined when the path is not in it, by whole names. */
function namesBelow(directory: string, path: string): string[] | undefined {
  if (path === directory) return [];
  const start = directory === '/' ? directory : `${directory}/`;
  return path.startsWith(start) ? path.slice(start.length).split('/') : undefined;
}
