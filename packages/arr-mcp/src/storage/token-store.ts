import { join } from 'node:path';

import type { AppError } from '../errors.ts';
import type { KeptTokens, TokenKeeper } from '../services/kept-tokens.ts';
import { cannotUse } from './credential-store-errors.ts';
import type { CredentialStore } from './credential-store.ts';
import { holdLock } from './held-lock.ts';
import { ensurePrivateDirectory } from './private-directory.ts';

/** Tokens that change by themselves, among the stored credentials; one process at a time renews some. */
export class TokenStore implements TokenKeeper {
  readonly #store: CredentialStore;
  readonly #dataDir: string;
  readonly #running = new Set<Promise<unknown>>();

  constructor(store: CredentialStore, dataDir: string) {
    this.#store = store;
    this.#dataDir = dataDir;
  }

  obstacle(): AppError | undefined {
    return this.#store.obstacle();
  }

  find(instance: string): KeptTokens | undefined {
    return this.#store.tokens(instance);
  }

  keep(instance: string, tokens: KeptTokens): void {
    this.#store.keepTokens(instance, tokens);
  }

  async alone<Result>(work: () => Promise<Result>, patienceMs: number): Promise<Result> {
    const run = this.#locked(work, patienceMs);
    this.#running.add(run);
    try {
      return await run;
    } finally {
      this.#running.delete(run);
    }
  }

  /** Resolves when nothing runs any more; a process that ends before loses what it was just given. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  async #locked<Result>(work: () => Promise<Result>, patienceMs: number): Promise<Result> {
    try {
      ensurePrivateDirectory(this.#dataDir);
      return await holdLock(join(this.#dataDir, 'tokens.lock'), patienceMs, work);
    } catch (error) {
      throw cannotUse('tokens.lock', error);
    }
  }
}
