import type { QuadletFile } from '@arr-mcp/helper-protocol';

/** A drop-in of a unit file: `X.container.d/10-name.conf`. */
export interface DropIn {
  /** with its folder where several folders count: `container.d/10-name.conf` */
  readonly name: string;
  readonly file: QuadletFile;
}

/**
 * A unit file with its drop-ins, in the order in which the generator reads them: by file name alone, whatever the
 * folder, and of two with the same file name only the one in the most specific folder. An empty assignment in a
 * drop-in forgets what stood before it.
 */
export function mergeDropIns(file: QuadletFile, dropIns: readonly DropIn[]): QuadletFile {
  const chosen = new Map<string, DropIn>();
  for (const dropIn of dropIns) {
    const base = baseName(dropIn.name);
    const other = chosen.get(base);
    if (other === undefined || folderLength(dropIn.name) > folderLength(other.name)) chosen.set(base, dropIn);
  }
  const ordered = [...chosen].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, dropIn]) => dropIn.file);
  return { head: file.head, sections: [file, ...ordered].flatMap(({ sections }) => sections) };
}

/**
 * The folders whose `*.conf` are drop-ins of a unit file, the most specific one first: `a-b@c.container.d`,
 * `a-b@.container.d`, `a-.container.d`, `container.d`.
 */
export function dropInFolders(name: string, kind: string): string[] {
  const [stem = '', instance] = name.split('@', 2);
  const template = instance === undefined || instance === '' ? [] : [`${stem}@`];
  const parts = stem.split('-');
  const prefixes = parts.slice(1).map((_part, index) => `${parts.slice(0, parts.length - 1 - index).join('-')}-`);
  return [...[name, ...template, ...prefixes].map((each) => `${each}.${kind}.d`), `${kind}.d`];
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

// `media-.container.d` is more specific than `container.d`: a longer name always belongs to the narrower folder.
function folderLength(name: string): number {
  return name.lastIndexOf('/');
}
