import { createHash } from 'node:crypto';

import { HelperFailure } from './helper-failure.ts';

export interface QuadletRef {
  readonly name: string;
  readonly kind: string;
}

interface Quadlet extends QuadletRef {
  readonly content: string;
  readonly modified: Date;
}

interface Backup extends Quadlet {
  readonly id: string;
}

export interface QuadletChange {
  readonly unit: string;
  readonly warnings: readonly string[];
  readonly sha256?: string;
  readonly backup?: string;
}

/** The Quadlet files of the invented account, and what they held before. */
export class QuadletStore {
  readonly #now: () => Date;
  readonly #files = new Map<string, Quadlet>();
  readonly #backups: Backup[] = [];

  constructor(now: () => Date, files: Readonly<Record<string, string>>) {
    this.#now = now;
    const modified = new Date(now().getTime() - 30 * 86_400_000);
    for (const [file, content] of Object.entries(files)) this.#files.set(file, { ...toRef(file), content, modified });
  }

  list(): Quadlet[] {
    return [...this.#files.values()];
  }

  /** @throws HelperFailure not_found */
  get(ref: QuadletRef): Quadlet {
    const found = this.#files.get(toFile(ref));
    if (found === undefined) throw new HelperFailure('not_found', `no Quadlet named ${toFile(ref)}`);
    return found;
  }

  /** @param expected hash of what stands there; null: nothing does; undefined: whatever does */
  write(ref: QuadletRef, content: string, expected?: unknown): QuadletChange {
    this.#checkExpected(ref, expected);
    const backup = this.#keep(ref);
    this.#files.set(toFile(ref), { ...ref, content, modified: this.#now() });
    return { unit: unitOf(ref), warnings: [], sha256: sha256(content), ...backup };
  }

  delete(ref: QuadletRef, expected?: unknown): QuadletChange {
    this.get(ref);
    this.#checkExpected(ref, expected);
    const backup = this.#keep(ref);
    this.#files.delete(toFile(ref));
    return { unit: unitOf(ref), warnings: [], ...backup };
  }

  backups(): object[] {
    return this.#backups.map(({ id, name, kind, content, modified }) => ({
      id,
      name,
      kind,
      saved: modified.toISOString(),
      size_bytes: Buffer.byteLength(content),
    }));
  }

  /** @throws HelperFailure not_found */
  restore(id: string): QuadletChange {
    const found = this.#backups.find((backup) => backup.id === id);
    if (found === undefined) throw new HelperFailure('not_found', `no backup named ${id}`);
    return this.write({ name: found.name, kind: found.kind }, found.content);
  }

  #checkExpected(ref: QuadletRef, expected: unknown): void {
    if (expected === undefined) return;
    const standing = this.#files.get(toFile(ref));
    const actual = standing === undefined ? null : sha256(standing.content);
    if (actual === expected) return;
    const state =
      actual === null ? 'does not exist' : expected === null ? 'exists already' : 'changed since it was read';
    throw new HelperFailure('conflict', `${toFile(ref)} ${state}; read it again`);
  }

  #keep(ref: QuadletRef): { backup?: string } {
    const standing = this.#files.get(toFile(ref));
    if (standing === undefined) return {};
    const id = `${toFile(ref)}.${this.#backups.length + 1}`;
    this.#backups.push({ ...standing, id, modified: this.#now() });
    return { backup: id };
  }
}

export function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The service that Quadlet generates from a file. */
export function unitOf({ name, kind }: QuadletRef): string {
  return kind === 'container' || kind === 'kube' ? `${name}.service` : `${name}-${kind}.service`;
}

/** `plex.container` in its two parts. */
export function toRef(file: string): QuadletRef {
  const dot = file.lastIndexOf('.');
  return { name: file.slice(0, dot), kind: file.slice(dot + 1) };
}

function toFile({ name, kind }: QuadletRef): string {
  return `${name}.${kind}`;
}
