import { AppError } from '../errors.ts';
import type { UserFiles } from '../files/file-types.ts';
import type { HelperClient } from '../helper/helper-client.ts';
import type { ChangeStore, StoredChange } from '../storage/change-store.ts';
import type { Change, ChangeBy, Changes, FileRemoval, FileWrite, RevertPlan, RevertStep } from './change-types.ts';
import { type CheckChange, ChangedFiles, maxKeptBytes } from './changed-files.ts';
import { ChangedQuadlets } from './changed-quadlets.ts';
import { bothTexts } from './changed-texts.ts';

export interface ChangeHistoryParts {
  readonly store: ChangeStore;
  readonly files: UserFiles;
  readonly helper: Pick<HelperClient, 'call'>;
  /** asked before a file is written, deleted or put back */
  readonly check: CheckChange;
  readonly now?: () => Date;
}

/** Keeps what every change replaces or deletes, so that it can be put back. */
export class ChangeHistory implements Changes {
  readonly #store: ChangeStore;
  readonly #userFiles: UserFiles;
  readonly #files: ChangedFiles;
  readonly #quadlets: ChangedQuadlets;

  constructor({ store, files, helper, check, now = () => new Date() }: ChangeHistoryParts) {
    this.#store = store;
    this.#userFiles = files;
    this.#files = new ChangedFiles({ store, files, check, now });
    this.#quadlets = new ChangedQuadlets({ store, helper, now });
  }

  async check(path: string, content: string | null): Promise<readonly string[]> {
    return this.#files.check(path, content === null ? null : Buffer.from(content));
  }

  async write({ content, ...change }: FileWrite): Promise<Change> {
    return this.#done(await this.#files.change({ ...change, content: Buffer.from(content) }));
  }

  async remove(change: FileRemoval): Promise<Change> {
    return this.#done(await this.#files.change({ ...change, content: null }));
  }

  async changeQuadlet<Result extends { readonly backup?: string | undefined }>(
    file: string,
    action: Change['action'],
    by: ChangeBy,
    run: () => Promise<Result>,
  ): Promise<{ change?: Change; result: Result }> {
    const { id, result } = await this.#quadlets.change({ file, action, by }, run);
    return id === undefined ? { result } : { change: this.#done(id), result };
  }

  list(): Change[] {
    return this.#store.list().map(toChange);
  }

  async planRevert(id: string): Promise<RevertPlan> {
    const change = this.#find(id);
    const after = this.#readKept(change);
    const now = await this.#readNow(change);
    if (now?.sha256 === change.keptSha256) {
      throw new AppError('refused', `${change.path} already is as it was before ${id}`);
    }
    const texts = bothTexts(now?.content, after);
    // The helper checks a Quadlet when it is put back.
    const warnings = change.target === 'file' ? await this.#files.check(change.path, after ?? null) : [];
    return {
      id,
      target: change.target,
      path: change.path,
      action: after === undefined ? 'delete' : now === undefined ? 'create' : 'replace',
      standing: now?.sha256 ?? null,
      ...(texts === undefined ? {} : { texts }),
      warnings,
    };
  }

  async revert({ id, target, path, action, standing }: RevertStep, by: ChangeBy): Promise<Change> {
    const change = this.#find(id);
    const content = this.#readKept(change) ?? null;
    if (target === 'file') {
      const { mode, gid } = change;
      return this.#done(await this.#files.change({ path, content, expected: standing, mode, gid, by, reverts: id }));
    }
    const step = { file: path, action: pastOf[action], by, reverts: id };
    const reverted = await this.#quadlets.change(step, async () => this.#putBackQuadlet(change, standing));
    if (reverted.id === undefined) throw new AppError('conflict', `${path} already is as it was before ${id}`);
    return this.#done(reverted.id);
  }

  /**
   * Settles what a process that is gone had begun, by looking at the files. Another process may still be at work: what
   * it has not done yet is only set aside.
   */
  async recover(): Promise<void> {
    const begun = this.#store.list().filter(({ target, state }) => target === 'file' && state === 'pending');
    for (const change of begun.toReversed()) {
      try {
        await this.#files.settle(change, (id) => this.#store.setAside(id));
      } catch {
        // It cannot be looked at: it stays unfinished, which is what can be said of it.
      }
    }
  }

  async #putBackQuadlet(change: StoredChange, standing: string | null): Promise<{ backup?: string | undefined }> {
    const now = await this.#quadlets.read(change.path);
    // The helper takes no expected hash when it restores, so it is looked at here.
    if ((now?.sha256 ?? null) !== standing) throw new AppError('conflict', `${change.path} changed meanwhile`);
    return this.#quadlets.putBack(change, this.#store.readKept(change.id), standing);
  }

  async #readNow({ target, path }: StoredChange): Promise<{ content: Uint8Array; sha256: string } | undefined> {
    return target === 'file' ? this.#userFiles.read(path, maxKeptBytes) : this.#quadlets.read(path);
  }

  #readKept({ id, path, action }: StoredChange): Uint8Array | undefined {
    const kept = this.#store.readKept(id);
    if (kept === undefined && action !== 'created') {
      throw new AppError('refused', `${path} was too large to be kept, so it cannot be brought back`);
    }
    return kept;
  }

  #find(id: string): StoredChange {
    const change = this.#store.find(id);
    if (change !== undefined) return change;
    throw new AppError('not_found', `there is no change ${id}, or it is not kept any more`, {
      hint: 'change_list shows the changes that can be put back.',
    });
  }

  #done(id: string): Change {
    return toChange(this.#find(id));
  }
}

const pastOf = { create: 'created', replace: 'replaced', delete: 'deleted' } as const;

function toChange(change: StoredChange): Change {
  const { id, target, path, action, at, caller, tool, reason, keptBytes, state, reverts } = change;
  return {
    id,
    target,
    path,
    action,
    at,
    by: { caller, tool, reason },
    state: state === 'done' ? 'done' : 'unfinished',
    ...(keptBytes === undefined ? {} : { keptBytes }),
    ...(reverts === undefined ? {} : { reverts }),
  };
}
