import type { FileChange, FileContent, FileFacts, OpenedFile, Scope, UserFiles } from './file-types.ts';
import type { ServiceConfigFiles } from './service-config-files.ts';

/**
 * The files that the change history keeps and puts back: the user's, and of the services' configuration files what
 * their own door lets change. For the history alone: what it reads of the latter holds keys.
 */
export class ChangeableFiles implements UserFiles {
  readonly #files: UserFiles;
  readonly #configs: Pick<ServiceConfigFiles<unknown>, 'isEditable' | 'readWhole' | 'checkChange' | 'replace'>;

  constructor(
    files: UserFiles,
    configs: Pick<ServiceConfigFiles<unknown>, 'isEditable' | 'readWhole' | 'checkChange' | 'replace'>,
  ) {
    this.#files = files;
    this.#configs = configs;
  }

  async roots(): Promise<Scope[]> {
    return this.#files.roots();
  }

  async list(path: string): Promise<FileFacts[]> {
    return this.#files.list(path);
  }

  async find(path: string): Promise<FileFacts | undefined> {
    return this.#files.find(path);
  }

  async open(path: string): Promise<OpenedFile> {
    return this.#files.open(path);
  }

  async read(path: string, maxBytes: number): Promise<FileContent | undefined> {
    return (await this.#configs.isEditable(path)) ? this.#configs.readWhole(path) : this.#files.read(path, maxBytes);
  }

  async checkChange(path: string, content: Uint8Array | null): Promise<void> {
    return (await this.#configs.isEditable(path))
      ? this.#configs.checkChange(path, content)
      : this.#files.checkChange(path, content);
  }

  async replace(path: string, change: FileChange): Promise<void> {
    return (await this.#configs.isEditable(path))
      ? this.#configs.replace(path, change)
      : this.#files.replace(path, change);
  }

  // The door to the user's files refuses to delete a configuration file, by its name.
  async remove(path: string, expected: string | null): Promise<void> {
    return this.#files.remove(path, expected);
  }
}
