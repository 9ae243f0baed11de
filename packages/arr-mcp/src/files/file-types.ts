/** The directories that tools may look into, by what they are for. */
export const scopeNames = ['stacks', 'media', 'services', 'logs'] as const;
export type ScopeName = (typeof scopeNames)[number];

/** A directory that tools may look into. */
export interface Scope {
  readonly scope: ScopeName;
  /** absolute, without links */
  readonly path: string;
  /** as the operator gave it, absolute: a link when it differs from `path` */
  readonly givenPath: string;
  readonly isWritable: boolean;
}

/** What is known of a file or directory without opening it. */
export interface FileFacts {
  /** absolute, without links */
  readonly path: string;
  readonly scope: ScopeName;
  readonly type: 'file' | 'directory';
  readonly sizeBytes: number;
  readonly modified: Date;
  /** permission bits */
  readonly mode: number;
}

/** An opened file: owner and type were judged on the very file that is read from. */
export interface OpenedFile extends AsyncDisposable {
  readonly facts: FileFacts;
  /** Reads into the buffer from a position of the file, in bytes; the number of bytes read, 0 at the end. */
  read(buffer: Uint8Array, position: number): Promise<number>;
}

/** The content of a file together with what has to be put back with it. */
export interface FileContent {
  readonly content: Buffer;
  /** hex SHA-256 of the content */
  readonly sha256: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

export interface FileChange {
  readonly content: Uint8Array;
  /** hex SHA-256 of what is replaced, null for a new file; something else standing there is a `conflict` */
  readonly expected: string | null;
  /** permission bits of a new file, or of one that is brought back; a file that stands there keeps its own */
  readonly mode?: number;
  /** group of a file that is brought back, where we may give it that one */
  readonly gid?: number;
}

/**
 * The one door to user files. A path is resolved with its links and must lie in a scope by whole names; it and every
 * folder on its way below the scope's own must be ours, regular files and directories alone. Everything else is
 * `not_found`, as if it were not there. Files of keys and passwords are listed, and otherwise `refused`; so are files
 * with several names (hard links), which may be such a file under another name. Writing is for the scopes that are
 * writable, and for folders that not everybody may write to.
 */
export interface UserFiles {
  /** The scopes that are there; one that is the same directory as another is left out. */
  roots(): Promise<Scope[]>;
  /** What is in a directory and ours, by name. */
  list(path: string): Promise<FileFacts[]>;
  /** What stands at a path; undefined when nothing of ours does. */
  find(path: string): Promise<FileFacts | undefined>;
  /** Opens a regular file for reading by parts; the caller disposes of it. Files of `NAME=value` lines are `refused`. */
  open(path: string): Promise<OpenedFile>;
  /** A whole file; undefined when nothing of ours is there. More than `maxBytes` is `refused`. */
  read(path: string, maxBytes: number): Promise<FileContent | undefined>;
  /** Throws what `replace`, or `remove` for a content of null, would refuse, as far as it can be told before. */
  checkChange(path: string, content: Uint8Array | null): Promise<void>;
  /** Replaces or makes a file atomically (parents are made as well), keeping owner and mode of what stands there. */
  replace(path: string, change: FileChange): Promise<void>;
  /**
   * Deletes a file whose content still is the expected one; `null` deletes without looking at the content. In the
   * media directory one of several names may be deleted: that is how services move what they have downloaded.
   */
  remove(path: string, expected: string | null): Promise<void>;
}
