import { basename, dirname, join } from 'node:path';

import { AppError } from '../errors.ts';
import type { FileContent, UserFiles } from '../files/file-types.ts';
import type { ChangeStore, StoredChange } from '../storage/change-store.ts';
import type { ChangeBy } from './change-types.ts';
import { Turns } from './turns.ts';

/** Bytes of a file that can be kept; a larger one is not replaced, and deleted for good only when that is asked for. */
export const maxKeptBytes = 8 * 1024 * 1024;

/** Throws when what is to stand at a path (null: nothing) would do what is not allowed; else what one should know of it. */
export type CheckChange = (path: string, content: Uint8Array | null) => Promise<readonly string[]>;

// One after the other, whichever the files: of two changes at once each may be harmless without the other (a line that
// includes a file, and what stands in that file), and the check of each must see what the other has made.
const allFiles = 'files';

export interface FileStep {
  readonly path: string;
  /** what is to stand there; null: nothing */
  readonly content: Uint8Array | null;
  /** hex SHA-256 of what stands there, null for nothing or, for a deletion, for what cannot be kept */
  readonly expected: string | null;
  readonly mode?: number | undefined;
  readonly gid?: number | undefined;
  readonly by: ChangeBy;
  readonly reverts?: string;
}

export interface ChangedFilesParts {
  readonly store: ChangeStore;
  readonly files: UserFiles;
  readonly check: CheckChange;
  readonly now: () => Date;
}

/**
 * Changes files so that what stood there is kept first. A kill at any moment leaves the old file or the new one, and
 * an entry that `settle` can tell the truth of.
 */
export class ChangedFiles {
  readonly #parts: ChangedFilesParts;
  readonly #turns = new Turns();

  constructor(parts: ChangedFilesParts) {
    this.#parts = parts;
  }

  /** What a change would be refused for, without making it. Returns what one should know of it. */
  async check(path: string, content: Uint8Array | null): Promise<readonly string[]> {
    await this.#parts.files.checkChange(path, content);
    return this.#parts.check(await this.#realPath(path), content);
  }

  /** Returns the id of the change. */
  async change(step: FileStep): Promise<string> {
    const path = await this.#realPath(step.path);
    return this.#turns.take(allFiles, async () => this.#changeInTurn({ ...step, path }));
  }

  /** Looks at the file to tell whether a change happened that was begun; where neither can be told, it stays pending. */
  async settle(change: StoredChange, undo: (id: string) => void): Promise<void> {
    const { store, files } = this.#parts;
    const { id, path, action, keptSha256 = null, writtenSha256 = null } = change;
    const facts = await files.find(path);
    if (action === 'deleted' && keptSha256 === null) {
      // What could not be kept has no hash; where something is, it was not deleted.
      if (facts === undefined) store.finish(id);
      else undo(id);
      return;
    }
    const standing = facts === undefined ? null : await this.#readHash(path, facts.sizeBytes);
    if (standing === writtenSha256) store.finish(id);
    else if (standing === keptSha256) undo(id);
  }

  async #changeInTurn(step: FileStep): Promise<string> {
    const { store, files, check } = this.#parts;
    const { path, content, expected, mode, gid } = step;
    await check(path, content);
    const id = this.#begin(step, await this.#readBefore(step));
    try {
      if (content === null) await files.remove(path, expected);
      else await files.replace(path, { content, expected, ...appearance({ mode, gid }) });
    } catch (error) {
      await this.#afterFailure(id, error);
      throw error;
    }
    store.finish(id);
    return id;
  }

  #begin({ path, content, by, reverts }: FileStep, kept: FileContent | undefined): string {
    const { store, now } = this.#parts;
    return store.begin({
      target: 'file',
      path,
      action: content === null ? 'deleted' : kept === undefined ? 'created' : 'replaced',
      at: now().toISOString(),
      ...by,
      kept,
      written: content ?? undefined,
      reverts,
    });
  }

  async #readBefore({ path, content, expected }: FileStep): Promise<FileContent | undefined> {
    if (content === null && expected === null) {
      await this.#checkCannotBeKept(path);
      return undefined;
    }
    const before = await this.#parts.files.read(path, maxKeptBytes);
    if ((before?.sha256 ?? null) !== expected) throw changedSince(path);
    return before;
  }

  async #checkCannotBeKept(path: string): Promise<void> {
    try {
      await this.#parts.files.read(path, maxKeptBytes);
    } catch (error) {
      if (error instanceof AppError && error.code === 'refused') return;
      throw error;
    }
    throw changedSince(path);
  }

  // The door says that something else stands there, or the file itself tells. Else the next start settles it.
  async #afterFailure(id: string, error: unknown): Promise<void> {
    const { store } = this.#parts;
    const change = store.find(id);
    if (change === undefined) return;
    if (error instanceof AppError && error.code === 'conflict') {
      store.drop(id);
      return;
    }
    try {
      await this.settle(change, (dropped) => store.drop(dropped));
    } catch {
      // Why the change failed matters more than why the file cannot be looked at.
    }
  }

  async #readHash(path: string, sizeBytes: number): Promise<string | undefined> {
    if (sizeBytes > maxKeptBytes) return undefined;
    return (await this.#parts.files.read(path, maxKeptBytes))?.sha256;
  }

  // The history names a file by the path that has no links, whichever way it was reached.
  async #realPath(path: string): Promise<string> {
    const { files } = this.#parts;
    const found = await files.find(path);
    if (found !== undefined) return found.path;
    const parent = await files.find(dirname(path));
    return parent === undefined ? path : join(parent.path, basename(path));
  }
}

function appearance({ mode, gid }: Pick<FileStep, 'mode' | 'gid'>): { mode?: number; gid?: number } {
  return { ...(mode === undefined ? {} : { mode }), ...(gid === undefined ? {} : { gid }) };
}

function changedSince(path: string): AppError {
  return new AppError('conflict', `${path} changed since it was looked at`, { hint: 'Look at it again.' });
}
