/** Who changes something, with what, and why. */
export interface ChangeBy {
  /** name of the caller, for people */
  readonly caller: string;
  readonly tool: string;
  /** in the caller's words */
  readonly reason?: string | undefined;
}

/** `file`: a user file by its path; `quadlet`: an installed Quadlet (`sonarr.container`), which the helper keeps. */
export type ChangeTarget = 'file' | 'quadlet';

export interface Change {
  readonly id: string;
  readonly target: ChangeTarget;
  /** absolute path, or the Quadlet's file name */
  readonly path: string;
  readonly action: 'created' | 'replaced' | 'deleted';
  /** ISO 8601 UTC */
  readonly at: string;
  readonly by: ChangeBy;
  /** bytes of what is kept; absent when there was nothing before, or it was too large to be kept */
  readonly keptBytes?: number;
  /** `unfinished`: the server ended in the middle of it; the file is the old or the new one, whole */
  readonly state: 'done' | 'unfinished';
  /** the change that this one put back */
  readonly reverts?: string;
}

export interface FileWrite {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** hex SHA-256 of what is replaced, null for a new file */
  readonly expected: string | null;
  /** permission bits of a new file */
  readonly mode?: number;
  readonly by: ChangeBy;
}

export interface FileRemoval {
  readonly path: string;
  /** hex SHA-256 of what is deleted; null deletes for good what cannot be kept (too large, or with several names), and nothing else */
  readonly expected: string | null;
  readonly by: ChangeBy;
}

/** What a tool changes goes through here, so that it can be put back. */
export interface Changes {
  /**
   * For the preview of a change: throws what the change itself would be refused for, and returns warnings.
   * @param content null: the file is deleted
   */
  check(path: string, content: string | null): Promise<readonly string[]>;
  /** @throws AppError `conflict` when something else stands there by now, and what the files door throws */
  write(change: FileWrite): Promise<Change>;
  remove(change: FileRemoval): Promise<Change>;
  /**
   * Runs a change of an installed Quadlet through the helper; what stood there is kept, with the id of the helper's
   * own backup. There is no `change` when the helper found nothing to do.
   */
  changeQuadlet<Result extends { readonly backup?: string | undefined }>(
    file: string,
    action: Change['action'],
    by: ChangeBy,
    run: () => Promise<Result>,
  ): Promise<{ readonly change?: Change; readonly result: Result }>;
  /** All that is kept, newest first. */
  list(): Change[];
  /**
   * What putting a change back would do, for the preview.
   * @throws AppError `not_found` when it is not in the history (any more), `refused` when there is nothing to put back,
   * and what `revert` would be refused for
   */
  planRevert(id: string): Promise<RevertPlan>;
  /** Puts back what stood before a change; itself a change that can be reverted. */
  revert(step: RevertStep, by: ChangeBy): Promise<Change>;
}

export interface RevertStep {
  /** of the change that is put back */
  readonly id: string;
  readonly target: ChangeTarget;
  readonly path: string;
  /** what happens to the file now */
  readonly action: 'create' | 'replace' | 'delete';
  /** hex SHA-256 of what stands there now, null when nothing does */
  readonly standing: string | null;
}

export interface RevertPlan extends RevertStep {
  /** what stands there now and what would stand there, with its secrets; absent where it is binary or too large */
  readonly texts?: { readonly now: string; readonly after: string };
  /** what one should know of it */
  readonly warnings: readonly string[];
}
