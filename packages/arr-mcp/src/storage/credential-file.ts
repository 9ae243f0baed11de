import { lstatSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { AppError } from '../errors.ts';
import {
  EnvelopeError,
  type EnvelopeKey,
  createKey,
  deriveKey,
  parseEnvelope,
  seal,
  unseal,
} from './credential-envelope.ts';
import { whileLocked } from './credential-lock.ts';
import { StoredEntries, type StoredEntry } from './credential-store-entry.ts';
import { cannotUse, noSecret, sealedWithoutSecret } from './credential-store-errors.ts';
import { ensurePrivateDirectory } from './private-directory.ts';
import { readPrivateFile } from './private-file.ts';
import { replacePrivateFile, syncDirectory } from './replace-private-file.ts';

const maxFileBytes = 1024 * 1024;

/** The encrypted file behind the credential store. One process writes at a time, any may read at any time. */
export class CredentialFile {
  readonly #path: string;
  readonly #secret: string | undefined;
  #key: EnvelopeKey | undefined;

  constructor(path: string, secret: string | undefined) {
    this.#path = path;
    this.#secret = secret;
  }

  /** Changes with every write, since each makes a new file; undefined: there is none. */
  identify(): string | undefined {
    const found = lstatSync(this.#path, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? undefined : [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ');
  }

  /** @throws AppError */
  read(): readonly StoredEntry[] {
    try {
      const text = this.#readText();
      return text === undefined ? [] : this.#open(text);
    } catch (error) {
      throw cannotUse(this.#path, error);
    }
  }

  /**
   * Replaces what is there by what comes of it.
   * @throws AppError, the file being as it was
   */
  change(toNext: (before: readonly StoredEntry[]) => readonly StoredEntry[]): readonly StoredEntry[] {
    const secret = this.#secret;
    if (secret === undefined) throw noSecret();
    return this.#locked(() => {
      const next = toNext(this.read());
      this.#key ??= createKey(secret);
      this.#write(next, this.#key);
      return next;
    });
  }

  /**
   * Writes everything anew under another secret. What was there stands in `<path>.bak` until the new file has been
   * read back.
   * @throws AppError, the file being as it was
   */
  rotate(newSecret: string): readonly StoredEntry[] {
    return this.#locked(() => {
      const former = this.#readText();
      if (former === undefined) throw nothingStored();
      const entries = this.#open(former);
      const backup = `${this.#path}.bak`;
      replacePrivateFile(backup, former);
      try {
        this.#write(entries, createKey(newSecret));
        prove(new CredentialFile(this.#path, newSecret).read(), entries);
      } catch (error) {
        replacePrivateFile(this.#path, former);
        throw error;
      }
      rmSync(backup);
      syncDirectory(dirname(backup));
      return entries;
    });
  }

  #locked<Result>(run: () => Result): Result {
    try {
      ensurePrivateDirectory(dirname(this.#path));
      return whileLocked(this.#path.replace(/\.json$/, '.lock'), run);
    } catch (error) {
      throw cannotUse(this.#path, error);
    }
  }

  #readText(): string | undefined {
    const found = lstatSync(this.#path, { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    if (!found.isFile()) throw new EnvelopeError('damaged', 'it is not a plain file');
    if (found.size > maxFileBytes) throw new EnvelopeError('damaged', 'it is too large');
    return readPrivateFile(this.#path);
  }

  #open(text: string): readonly StoredEntry[] {
    if (this.#secret === undefined) throw sealedWithoutSecret(this.#path);
    const envelope = parseEnvelope(text);
    const key = this.#keyFor(this.#secret, envelope.kdf);
    const parsed = StoredEntries.safeParse(JSON.parse(unseal(envelope, key)));
    if (parsed.success) return parsed.data;
    throw new EnvelopeError('newer', 'what is in it is of an unknown form', { cause: parsed.error });
  }

  // Deriving takes long, and the salt stays as long as the secret does.
  #keyFor(secret: string, kdf: EnvelopeKey['kdf']): EnvelopeKey {
    if (this.#key === undefined || !isDeepStrictEqual(this.#key.kdf, kdf)) this.#key = deriveKey(secret, kdf);
    return this.#key;
  }

  #write(entries: readonly StoredEntry[], key: EnvelopeKey): void {
    replacePrivateFile(this.#path, seal(JSON.stringify(entries), key));
  }
}

function prove(found: readonly StoredEntry[], wanted: readonly StoredEntry[]): void {
  if (!isDeepStrictEqual(found, wanted)) throw new EnvelopeError('damaged', 'what was written is not what is there');
}

function nothingStored(): AppError {
  return new AppError('not_found', 'there are no stored credentials', {
    hint: 'Set ARR_MCP_SECRET to the new secret; there is nothing to write anew.',
  });
}
