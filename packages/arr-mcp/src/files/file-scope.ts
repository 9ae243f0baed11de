import { notFound, refused } from './file-errors.ts';
import { type FilePlace, FilePlaces } from './file-place.ts';
import type { FileChange, FileContent, FileFacts, OpenedFile, Scope, ScopeName, UserFiles } from './file-types.ts';
import { readableFile, refuseSecretContent, refuseSecretFile } from './judge-file.ts';
import { listFolder } from './list-folder.ts';
import { readHeld, sha256 } from './read-held.ts';
import { removableFile, removeFile } from './remove-file.ts';
import { checkReplaceable, replaceFile } from './replace-file.ts';
import { isWritable } from './scope-roots.ts';
import { isEnvFile } from './secret-files.ts';

export class FileScope implements UserFiles {
  readonly #places: FilePlaces;

  /**
   * @param scopes absolute paths; directories may be the same or lie in each other, the innermost one's rules hold
   * @param uid whose files they are
   * @param closed directories that no tool reaches, wherever they lie: where this server keeps its own keys
   */
  constructor(scopes: Readonly<Record<ScopeName, string>>, uid: number, closed: readonly string[] = []) {
    this.#places = new FilePlaces(scopes, uid, closed);
  }

  async roots(): Promise<Scope[]> {
    const roots = await this.#places.roots();
    return roots.map(({ scope, path, givenPath }) => ({ scope, path, givenPath, isWritable: isWritable(scope) }));
  }

  async list(path: string): Promise<FileFacts[]> {
    await using place = await this.#place(path);
    return await listFolder(place);
  }

  async find(path: string): Promise<FileFacts | undefined> {
    await using place = await this.#places.find(path);
    return place?.facts;
  }

  async open(path: string): Promise<OpenedFile> {
    await using place = await this.#place(path);
    const { facts } = place;
    if (facts === undefined) throw notFound(path);
    const file = readableFile(place);
    if (isEnvFile(place.path))
      throw refused(place.path, 'holds values that are masked', { hint: 'file_read shows their names.' });
    await refuseSecretFile(place.path, file);
    const handle = await file.open();
    return {
      facts,
      read: async (buffer, position) => (await handle.read(buffer, 0, buffer.length, position)).bytesRead,
      [Symbol.asyncDispose]: async () => handle.close(),
    };
  }

  async read(path: string, maxBytes: number): Promise<FileContent | undefined> {
    await using place = await this.#places.find(path);
    if (place?.entry === undefined) return undefined;
    const file = readableFile(place);
    const content = await readHeld(file, maxBytes);
    if (content === undefined) throw refused(place.path, `is larger than ${maxBytes} bytes`);
    refuseSecretContent(place.path, content);
    const { mode, uid, gid } = file.stats;
    return { content, sha256: sha256(content), mode: mode & 0o7777, uid, gid };
  }

  async checkChange(path: string, content: Uint8Array | null): Promise<void> {
    await using place = await this.#place(path);
    if (content === null) await removableFile(place);
    else await checkReplaceable(place, content);
  }

  async replace(path: string, change: FileChange): Promise<void> {
    await using place = await this.#place(path);
    await replaceFile(place, change);
  }

  async remove(path: string, expected: string | null): Promise<void> {
    await using place = await this.#place(path);
    await removeFile(place, expected);
  }

  async #place(path: string): Promise<FilePlace> {
    const place = await this.#places.find(path);
    if (place === undefined) throw notFound(path);
    return place;
  }
}
