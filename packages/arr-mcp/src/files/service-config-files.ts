import { basename } from 'node:path';

import { notFound, refused } from './file-errors.ts';
import { type FilePlace, FilePlaces } from './file-place.ts';
import type { FileChange, FileContent } from './file-types.ts';
import type { HeldEntry } from './held-entry.ts';
import { readHeld, sha256 } from './read-held.ts';
import { replaceChecked } from './replace-file.ts';

/** What the configuration files of services are read and changed by; the files themselves go no further than this. */
export interface ConfigRules<Config> {
  /** names of the files that are read */
  readonly names: ReadonlySet<string>;
  /** What a file tells. @throws AppError when it is not of its form */
  parse(name: string, text: string): Config | undefined;
  /** The name of files in which single settings may be changed. */
  readonly editable: string;
  /** One setting changed. @throws AppError for what may not be set */
  edit(text: string, key: string, value: string): { readonly text: string; readonly before?: string };
  /** Holds a new content to what may be changed. @throws AppError */
  checkEdit(before: string, after: string): void;
}

export interface ConfigPlace {
  /** where the services keep their configuration, one folder each */
  readonly directory: string;
  /** whose files they are */
  readonly uid: number;
  /** directories that are never reached */
  readonly closed: readonly string[];
}

/** One setting of a file changed, not yet written. */
export interface ConfigEdit {
  /** without links */
  readonly path: string;
  /** with the service's keys: for the change history alone */
  readonly content: string;
  /** of what stands there now */
  readonly sha256: string;
  /** absent: the setting did not stand in the file */
  readonly before?: string;
}

const maxBytes = 1024 * 1024;

/**
 * The door to the services' own configuration files, which hold their keys and which no tool may read: it gives what
 * the rules make of them, and takes nothing but what the rules let change.
 */
export class ServiceConfigFiles<Config> {
  readonly #places: FilePlaces;
  readonly #rules: ConfigRules<Config>;

  constructor({ directory, uid, closed }: ConfigPlace, rules: ConfigRules<Config>) {
    this.#places = new FilePlaces({ services: directory }, uid, closed);
    this.#rules = rules;
  }

  /**
   * What a file tells; undefined when files of its name are not read.
   * @throws AppError not_found when nothing of ours is there, refused for what may not be read, bad_response for what
   * is not of its form
   */
  async read(path: string): Promise<Config | undefined> {
    const name = basename(path);
    if (!this.#rules.names.has(name)) return undefined;
    await using place = await this.#place(path);
    const { content } = await readContent(place);
    return this.#rules.parse(basename(place.path), toText(place, content));
  }

  /** Changes one setting of a file without writing it. @throws AppError also for what may not be set */
  async edit(path: string, key: string, value: string): Promise<ConfigEdit> {
    await using place = await this.#editable(path);
    const { content, sha256: hash } = await readContent(place);
    const { text, before } = this.#rules.edit(toText(place, content), key, value);
    return { path: place.path, content: text, sha256: hash, ...(before === undefined ? {} : { before }) };
  }

  /** Whether a path is one of a file in which single settings may be changed, and of ours. */
  async isEditable(path: string): Promise<boolean> {
    if (basename(path) !== this.#rules.editable) return false;
    await using place = await this.#places.find(path);
    return place?.entry?.stats.isFile() === true && basename(place.path) === this.#rules.editable;
  }

  /** The whole of such a file, for the change history alone. */
  async readWhole(path: string): Promise<FileContent> {
    await using place = await this.#editable(path);
    return readContent(place);
  }

  /** @throws AppError for what a change of it would be refused for */
  async checkChange(path: string, content: Uint8Array | null): Promise<void> {
    await using place = await this.#editable(path);
    await this.#check(place, content);
  }

  async replace(path: string, change: FileChange): Promise<void> {
    await using place = await this.#editable(path);
    await this.#check(place, change.content);
    await replaceChecked(place, change);
  }

  async #check(place: FilePlace, content: Uint8Array | null): Promise<void> {
    if (content === null) throw refused(place.path, 'is the configuration of a service: it is not deleted here');
    if (place.isOpenToStrangers) {
      throw refused(place.path, 'lies in a folder that everybody may write to', {
        hint: 'Take that right away first: chmod o-w.',
      });
    }
    const standing = await readContent(place);
    this.#rules.checkEdit(toText(place, standing.content), toText(place, content));
  }

  async #editable(path: string): Promise<FilePlace> {
    const place = await this.#place(path);
    if (basename(place.path) === this.#rules.editable) return place;
    await place[Symbol.asyncDispose]();
    throw refused(place.path, 'is not a file in which settings are changed');
  }

  async #place(path: string): Promise<FilePlace> {
    const place = await this.#places.find(path);
    // A link may lead to a file of another name, which is for nobody to read by this one.
    if (place?.entry !== undefined && this.#rules.names.has(basename(place.path))) return place;
    await place?.[Symbol.asyncDispose]();
    throw notFound(path);
  }
}

async function readContent(place: FilePlace): Promise<FileContent> {
  const file = regularFile(place);
  const content = await readHeld(file, maxBytes);
  if (content === undefined) throw refused(place.path, `is larger than ${maxBytes} bytes`);
  const { mode, uid, gid } = file.stats;
  return { content, sha256: sha256(content), mode: mode & 0o7777, uid, gid };
}

function regularFile({ path, givenPath, entry }: FilePlace): HeldEntry {
  if (entry === undefined) throw notFound(givenPath);
  if (!entry.stats.isFile()) throw refused(path, 'is a directory');
  if (entry.stats.nlink > 1) throw refused(path, 'has several names (hard links), so it is not known what it is');
  return entry;
}

function toText({ path }: Pick<FilePlace, 'path'>, content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch (cause) {
    throw refused(path, 'is no UTF-8 text', { cause });
  }
}
