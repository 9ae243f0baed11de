import { posix } from 'node:path';

/** What a path in a Quadlet may reach, and what its specifiers stand for. All paths are absolute and without `..`. */
export interface QuadletScopes {
  /** folders that containers may be given, with everything below them */
  readonly bindDirectories: readonly string[];
  readonly home: string;
  readonly runtimeDirectory: string;
  /** where the Quadlet files lie; relative paths start there */
  readonly quadletDirectory: string;
  readonly uid: number;
  readonly user: string;
  /** follows symbolic links of what exists; the policy itself never looks at the disk */
  readonly resolveLinks?: (path: string) => string;
}

const runtimeSockets = new Set(['podman.sock', 'docker.sock', 'containerd.sock', 'arr-helper.sock', 'bus']);

/** Why a path on the host may not be given to a container; undefined when it may. */
export function checkHostPath(path: string, scopes: QuadletScopes): string | undefined {
  const expanded = expandSpecifiers(path, scopes);
  if (expanded === undefined) return 'it depends on a % specifier or a variable whose value cannot be known here';
  const lexical = posix.resolve(scopes.quadletDirectory, expanded);
  for (const resolved of new Set([lexical, scopes.resolveLinks?.(lexical) ?? lexical])) {
    if (runtimeSockets.has(posix.basename(resolved))) return 'it is a socket that controls the host';
    if (isWithin(resolved, scopes.runtimeDirectory))
      return 'the runtime directory holds the sockets that control the host';
    if (!scopes.bindDirectories.some((directory) => isWithin(resolved, directory))) {
      return `it is outside ${scopes.bindDirectories.join(' and ')}`;
    }
  }
  return undefined;
}

/** True when `path` is `directory` or below it; whole segments are compared, so `/media-server2` is not in `/media-server`. */
export function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith('/') ? directory : `${directory}/`);
}

/** True for the first field of a `Volume=` that names a path on the host rather than a volume. */
export function isHostPath(source: string): boolean {
  return /^["']?[/.~$%\\]|[$/\\]|%[^%]/.test(source);
}

function expandSpecifiers(path: string, scopes: QuadletScopes): string | undefined {
  const values: Readonly<Record<string, string>> = {
    '%': '%',
    h: scopes.home,
    t: scopes.runtimeDirectory,
    U: String(scopes.uid),
    u: scopes.user,
  };
  if (/[$\\"']/.test(path.replaceAll('$$', ''))) return undefined;
  let known = true;
  const expanded = path.replaceAll(/%(.?)/g, (_all, letter: string) => {
    known &&= Object.hasOwn(values, letter);
    return values[letter] ?? '';
  });
  return known ? expanded : undefined;
}
