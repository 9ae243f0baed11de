import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { QuadletBackup, QuadletKind, QuadletName } from '@arr-mcp/helper-protocol';
import { QuadletKind as KindSchema, QuadletName as NameSchema, maxQuadletBytes } from '@arr-mcp/helper-protocol';

import { writeFileAtomically } from './atomic-file.ts';
import { HelperError } from './helper-error.ts';
import { type OwnedFile, namesIn, readOwnedFile } from './owned-file.ts';

export interface QuadletRef {
  readonly name: QuadletName;
  readonly kind: QuadletKind;
}

interface BackupRef extends QuadletRef {
  readonly id: string;
  readonly saved: string;
}

const keptPerFile = 20;
const keptInAll = 200;
const idPattern = /^([^.]+)\.([a-z]+)\.(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z-[0-9a-f]{12}$/;

/** Keeps what Quadlet files held before they were replaced or deleted. */
export class BackupStore {
  readonly #directory: string;
  readonly #uid: number;

  constructor(stateDir: string, uid: number) {
    this.#directory = join(stateDir, 'backups');
    this.#uid = uid;
  }

  /** Saves a content and forgets the oldest ones past the bounds. Returns the backup's id. */
  async save({ name, kind }: QuadletRef, file: OwnedFile, now = new Date()): Promise<string> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    const stamp = now.toISOString().replaceAll(/[-:.]/g, '');
    const id = `${name}.${kind}.${stamp}-${randomBytes(6).toString('hex')}`;
    await writeFileAtomically(join(this.#directory, id), file.content, file.mode);
    await this.#forgetOldest();
    return id;
  }

  /** Every backup, newest first. */
  async list(): Promise<QuadletBackup[]> {
    const backups: QuadletBackup[] = [];
    for (const { id, name, kind, saved } of await this.#refs()) {
      const file = await readOwnedFile(join(this.#directory, id), this.#uid, maxQuadletBytes);
      if (file !== undefined) backups.push({ id, name, kind, saved, size_bytes: file.sizeBytes });
    }
    return backups;
  }

  /** One backup's content. Throws `not_found`. */
  async read(id: string): Promise<{ ref: QuadletRef; file: OwnedFile }> {
    const ref = toRef(id);
    const file = ref && (await readOwnedFile(join(this.#directory, ref.id), this.#uid, maxQuadletBytes));
    if (ref === undefined || file === undefined) throw new HelperError('not_found', `no backup named ${id}`);
    return { ref, file };
  }

  async #refs(): Promise<BackupRef[]> {
    const names = await namesIn(this.#directory);
    return names.flatMap((id) => toRef(id) ?? []).sort((a, b) => (a.saved < b.saved ? 1 : -1));
  }

  async #forgetOldest(): Promise<void> {
    const perFile = new Map<string, number>();
    for (const [index, { id, name, kind }] of (await this.#refs()).entries()) {
      const count = (perFile.get(`${name}.${kind}`) ?? 0) + 1;
      perFile.set(`${name}.${kind}`, count);
      if (count > keptPerFile || index >= keptInAll) await rm(join(this.#directory, id), { force: true });
    }
  }
}

function toRef(id: string): BackupRef | undefined {
  const match = idPattern.exec(id);
  const name = NameSchema.safeParse(match?.[1]);
  const kind = KindSchema.safeParse(match?.[2]);
  if (match === null || !name.success || !kind.success) return undefined;
  const [year, month, day, hour, minute, second, milli] = match.slice(3);
  return {
    id,
    name: name.data,
    kind: kind.data,
    saved: `${year}-${month}-${day}T${hour}:${minute}:${second}.${milli}Z`,
  };
}
