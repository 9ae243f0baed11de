import { type QuadletKind, type QuadletName, QuadletKind as Kind, QuadletName as Name } from '@arr-mcp/helper-protocol';

import { AppError } from '../errors.ts';
import type { HelperClient } from '../helper/helper-client.ts';
import type { ChangeStore, KeptContent, StoredChange } from '../storage/change-store.ts';
import type { Change, ChangeBy } from './change-types.ts';
import { Turns } from './turns.ts';

export interface QuadletStep {
  /** `sonarr.container` */
  readonly file: string;
  readonly action: Change['action'];
  readonly by: ChangeBy;
  readonly reverts?: string;
}

/** What a helper operation on a Quadlet tells of its own copy of what stood there. */
interface HelperChange {
  readonly backup?: string | undefined;
}

export interface ChangedQuadletsParts {
  readonly store: ChangeStore;
  readonly helper: Pick<HelperClient, 'call'>;
  readonly now: () => Date;
}

// After these the helper may have done it all the same.
const uncertain: ReadonlySet<string> = new Set(['unreachable', 'timeout', 'cancelled', 'bad_response']);

/** Changes installed Quadlets through the helper. It keeps what stood there too; ours is there for the difference. */
export class ChangedQuadlets {
  readonly #parts: ChangedQuadletsParts;
  readonly #turns = new Turns();

  constructor(parts: ChangedQuadletsParts) {
    this.#parts = parts;
  }

  /** Returns the change's id, none when the helper found nothing to do. */
  async change<Result extends HelperChange>(
    step: QuadletStep,
    run: () => Promise<Result>,
  ): Promise<{ id: string | undefined; result: Result }> {
    return this.#turns.take(step.file, async () => {
      const id = this.#begin(step, await this.read(step.file));
      const result = await this.#run(id, run);
      const changed = step.action === 'created' || result.backup !== undefined;
      if (changed) this.#parts.store.finish(id, result.backup);
      else this.#parts.store.drop(id);
      return { id: changed ? id : undefined, result };
    });
  }

  /** What is installed; undefined when nothing is. */
  async read(file: string): Promise<KeptContent | undefined> {
    try {
      const { content, sha256 } = await this.#parts.helper.call('quadlet_read', toRef(file));
      return { content: Buffer.from(content), sha256 };
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return undefined;
      throw error;
    }
  }

  /** Puts back what stood there before a change: the helper's own copy or, where it has none any more, ours. */
  async putBack(
    { path, backup }: StoredChange,
    kept: Uint8Array | undefined,
    standing: string | null,
  ): Promise<HelperChange> {
    const { helper } = this.#parts;
    const ref = toRef(path);
    if (kept === undefined) {
      return helper.call('quadlet_delete', { ...ref, ...(standing === null ? {} : { expected_sha256: standing }) });
    }
    try {
      if (backup !== undefined) return await helper.call('quadlet_restore', { backup });
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'not_found')) throw error;
    }
    return helper.call('quadlet_write', { ...ref, content: Buffer.from(kept).toString(), expected_sha256: standing });
  }

  #begin({ file, action, by, reverts }: QuadletStep, kept: KeptContent | undefined): string {
    const { store, now } = this.#parts;
    return store.begin({ target: 'quadlet', path: file, action, at: now().toISOString(), ...by, kept, reverts });
  }

  async #run<Result>(id: string, run: () => Promise<Result>): Promise<Result> {
    try {
      return await run();
    } catch (error) {
      // What may have happened all the same stays in the history, and can be put back from what we keep.
      if (error instanceof AppError && !uncertain.has(error.code)) this.#parts.store.drop(id);
      throw error;
    }
  }
}

function toRef(file: string): { name: QuadletName; kind: QuadletKind } {
  const dot = file.lastIndexOf('.');
  const name = Name.safeParse(file.slice(0, dot));
  const kind = Kind.safeParse(file.slice(dot + 1));
  if (name.success && kind.success) return { name: name.data, kind: kind.data };
  throw new AppError('invalid_argument', `${file} is not the name of a Quadlet file`);
}
