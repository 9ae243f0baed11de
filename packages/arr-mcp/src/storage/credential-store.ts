import { join } from 'node:path';

import { AppError } from '../errors.ts';
import type { KeptTokens } from '../services/kept-tokens.ts';
import type { KnownService } from '../services/service-instance.ts';
import { CredentialFile } from './credential-file.ts';
import {
  type CredentialChange,
  type StoredEntry,
  changeEntry,
  serviceOfInstance,
  toKnownService,
} from './credential-store-entry.ts';
import { cannotUse, noSecret } from './credential-store-errors.ts';

/** So many fit into the largest file that is read. */
const maxEntries = 100;

export interface CredentialStoreOptions {
  readonly dataDir: string;
  /** ARR_MCP_SECRET; absent: nothing can be stored */
  readonly secret: string | undefined;
}

interface Look {
  /** the file as it was then; undefined: there was none */
  readonly file: string | undefined;
  readonly problem?: AppError;
}

/**
 * Addresses and credentials of services in one encrypted file, `credentials.json`, which other processes read and
 * write as well. Nothing is opened before it is asked for.
 */
export class CredentialStore {
  readonly #file: CredentialFile;
  readonly #hasSecret: boolean;
  #last: Look = { file: undefined };
  #entries: readonly StoredEntry[] = [];

  constructor({ dataDir, secret }: CredentialStoreOptions) {
    this.#file = new CredentialFile(join(dataDir, 'credentials.json'), secret);
    this.#hasSecret = secret !== undefined;
  }

  /** What is stored now. While the file cannot be read: what it held last, and `problem` tells why. */
  list(): KnownService[] {
    this.#look();
    return this.#entries.flatMap((entry) => toKnownService(entry) ?? []);
  }

  find(instance: string): KnownService | undefined {
    return this.list().find((known) => known.instance === instance);
  }

  /** Why what is stored cannot be read. */
  problem(): AppError | undefined {
    this.#look();
    return this.#last.problem;
  }

  /** Why nothing can be stored. */
  obstacle(): AppError | undefined {
    return this.problem() ?? (this.#hasSecret ? undefined : noSecret());
  }

  /** The tokens that are kept for an instance now. */
  tokens(instance: string): KeptTokens | undefined {
    this.#look();
    return this.#entries.find((entry) => entry.instance === instance)?.tokens;
  }

  /** @throws AppError when they cannot be written; then nothing has changed */
  keepTokens(instance: string, tokens: KeptTokens): void {
    this.#file.change((before) => {
      const own = before.find((entry) => entry.instance === instance);
      const entry = own ?? { service: serviceOfInstance(instance), instance };
      return [...before.filter((each) => each !== own), { ...entry, tokens }];
    });
  }

  /** @throws AppError when the change is not allowed or cannot be written; then nothing has changed */
  set(change: CredentialChange): void {
    this.#file.change((before) => {
      const own = before.find(({ instance }) => instance === change.instance);
      const next = [...before.filter((entry) => entry !== own), changeEntry(own, change)];
      if (next.length > maxEntries) throw new AppError('refused', `${maxEntries} instances are stored, no more fit`);
      return next;
    });
  }

  /** @throws AppError not_found when nothing is stored under that name */
  delete(name: string): void {
    this.#file.change((before) => {
      const others = before.filter(({ instance }) => instance !== name);
      if (others.length < before.length) return others;
      throw new AppError('not_found', `nothing is stored under the name ${name}`, {
        hint: 'credential_list shows what is stored.',
      });
    });
  }

  /**
   * Encrypts everything with another secret; arr-mcp has to be started again with it.
   * @returns how many instances are stored
   */
  rotate(newSecret: string): number {
    return this.#file.rotate(newSecret).length;
  }

  #look(): void {
    let file: string | undefined;
    try {
      file = this.#file.identify();
      if (file !== undefined && file === this.#last.file) return;
      this.#entries = this.#file.read();
      this.#last = { file };
    } catch (error) {
      const problem = cannotUse('credentials.json', error);
      // What the system refused may go well the next time; what is in a file stays in it.
      const isPassing = problem.cause instanceof Error && 'code' in problem.cause;
      this.#last = { file: isPassing ? undefined : file, problem };
    }
  }
}
