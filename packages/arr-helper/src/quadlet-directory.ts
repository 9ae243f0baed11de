import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

import {
  QuadletKind,
  QuadletName,
  type UnitName,
  maxQuadletBytes,
  parseQuadletFile,
  quadletSection,
  quadletService,
  quadletValues,
  systemdUnit,
} from '@arr-mcp/helper-protocol';

import { syncDirectory, writeFileAtomically } from './atomic-file.ts';
import type { QuadletRef } from './backup-store.ts';
import { HelperError } from './helper-error.ts';
import { type OwnedFile, isTaken, namesIn, readOwnedFile } from './owned-file.ts';

// What a Quadlet sets may be secret, and only its own account has to read it.
const newFileMode = 0o600;

/** The folder of the account's Quadlet files; only regular files of `uid` exist for it. */
export class QuadletDirectory {
  readonly path: string;
  readonly #uid: number;

  constructor(path: string, uid: number) {
    this.path = path;
    this.#uid = uid;
  }

  async list(): Promise<(QuadletRef & { file: OwnedFile })[]> {
    const found: (QuadletRef & { file: OwnedFile })[] = [];
    for (const fileName of await namesIn(this.path)) {
      const ref = toQuadletRef(fileName);
      const file = ref && (await this.find(ref).catch(ignoreUnreadable));
      if (ref && file) found.push({ ...ref, file });
    }
    return found;
  }

  /** The file, or undefined when there is none. Throws `not_found` when the name belongs to something else. */
  async find(ref: QuadletRef): Promise<OwnedFile | undefined> {
    const path = this.#pathOf(ref);
    const file = await readOwnedFile(path, this.#uid, maxQuadletBytes);
    if (file === undefined && (await isTaken(path))) throw notFound(ref);
    return file;
  }

  /** The file. Throws `not_found`. */
  async get(ref: QuadletRef): Promise<OwnedFile> {
    const file = await this.find(ref);
    if (file === undefined) throw notFound(ref);
    return file;
  }

  async write(ref: QuadletRef, content: string, mode = newFileMode): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o755 });
    await writeFileAtomically(this.#pathOf(ref), content, mode);
  }

  async delete(ref: QuadletRef): Promise<void> {
    await rm(this.#pathOf(ref));
    await syncDirectory(this.path);
  }

  /** What systemctl knows a unit by; a Quadlet's `ServiceName=` counts. */
  async toSystemdUnit(unit: UnitName): Promise<string> {
    const ref = toQuadletRef(unit);
    const file = ref && (await this.find(ref).catch(ignoreUnreadable));
    return ref && file ? serviceOf(ref, file.content) : systemdUnit(unit);
  }

  #pathOf(ref: QuadletRef): string {
    return join(this.path, toFileName(ref));
  }
}

export function toFileName({ name, kind }: QuadletRef): string {
  return `${name}.${kind}`;
}

/** The Quadlet that a file name stands for; undefined for every other file. */
export function toQuadletRef(fileName: string): QuadletRef | undefined {
  const [stem, extension, ...more] = basename(fileName).split('.');
  const name = QuadletName.safeParse(stem);
  const kind = QuadletKind.safeParse(extension);
  return more.length === 0 && name.success && kind.success ? { name: name.data, kind: kind.data } : undefined;
}

/** The service that Quadlet generates from a content. */
export function serviceOf({ name, kind }: QuadletRef, content: string): string {
  const parsed = parseQuadletFile(content);
  const own = parsed.ok ? quadletValues(parsed.file, quadletSection[kind], 'ServiceName').at(-1) : undefined;
  return own === undefined || own === '' ? quadletService(name, kind) : `${own}.service`;
}

function notFound(ref: QuadletRef): HelperError {
  return new HelperError('not_found', `no Quadlet named ${toFileName(ref)}`);
}

/** In a listing a file that cannot be read as text is simply not one of ours. */
function ignoreUnreadable(error: unknown): undefined {
  if (!(error instanceof HelperError)) throw error;
}
