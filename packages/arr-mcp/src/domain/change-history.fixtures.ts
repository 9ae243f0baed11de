import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { FileScope } from '../files/file-scope.ts';
import type { FileChange } from '../files/file-types.ts';
import { sha256 as hashOf } from '../files/read-held.ts';
import { ChangeStore } from '../storage/change-store.ts';
import { openStateDatabase } from '../storage/state-database.ts';
import { fakeHelper } from '../testing/fake-helper.ts';
import { ChangeHistory } from './change-history.ts';
import type { CheckChange } from './changed-files.ts';

export const by = { caller: 'anna', tool: 'file_write', reason: 'a test' };

/** Hex, as the door tells it. */
export function sha256(content: string | Uint8Array): string {
  return hashOf(Buffer.from(content));
}

/** The door itself, and what a test does between its look and its change. */
class WatchedFiles extends FileScope {
  beforeChange: () => void = () => undefined;
  afterChange: () => void = () => undefined;

  override async replace(path: string, change: FileChange): Promise<void> {
    this.beforeChange();
    await super.replace(path, change);
    this.afterChange();
  }
}

/** A history over a folder of stacks, with a file that tests change. */
export class HistoryBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'change-history-'));
  readonly path = join(this.folder, 'notes.txt');
  readonly store = new ChangeStore(openStateDatabase(':memory:'));
  readonly files: WatchedFiles;
  readonly history: ChangeHistory;
  check: CheckChange = async () => [];

  constructor() {
    const media = join(this.folder, 'media');
    const logs = join(this.folder, 'logs');
    mkdirSync(media);
    const scopes = { stacks: this.folder, media, services: logs, logs };
    this.files = new WatchedFiles(scopes, process.getuid?.() ?? 0);
    this.history = this.restart();
  }

  /** The same state and files in a process that knows nothing of the one before. */
  restart(): ChangeHistory {
    return new ChangeHistory({
      store: this.store,
      files: this.files,
      // No Quadlet is changed here: it is asked for nothing.
      helper: fakeHelper({}) as never,
      check: (...asked) => this.check(...asked),
      now: () => new Date(0),
    });
  }

  standing(): string {
    return readFileSync(this.path, 'utf8');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
