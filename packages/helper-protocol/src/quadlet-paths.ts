import { posix } from 'node:path';

/** What a path on the host may reach. All paths are absolute and without `..`. */
export interface HostScopes {
  /** folders that containers may be given, with everything below them */
  readonly bindDirectories: readonly string[];
  /** the folder of the stacks: whoever can write their compose files decides what `stack_up` runs */
  readonly stacksDirectory: string;
  readonly runtimeDirectory?: string;
  /** follows symbolic links of what exists; the policy itself never looks at the disk */
  readonly resolveLinks?: (path: string) => string;
}

/** What a path in a Quadlet may reach, and what its specifiers stand for. */
export interface QuadletScopes extends HostScopes {
  readonly home: string;
  readonly runtimeDirectory: string;
  /** where the Quadlet files lie; relative paths start there */
  readonly quadletDirectory: string;
  readonly uid: number;
  readonly user: string;
}

/**
 * Time zones and the certificates that everybody trusts: public, the same on every host, and root's alone to change, so
 * that no link in them can be another user's. Names as they stand here: what lies below or beside them (certificates
 * with their keys) is for the operator to allow.
 */
export const publicPaths: ReadonlySet<string> = new Set([
  '/etc/localtime',
  '/etc/timezone',
  '/usr/share/zoneinfo',
  '/etc/ssl/certs/ca-certificates.crt',
]);

const runtimeSockets = new Set(['podman.sock', 'docker.sock', 'containerd.sock', 'arr-helper.sock', 'bus']);

const readByCompose = /^(?:(?:docker-|podman-|container-)?compose[^/]*\.ya?ml|\.env.*|.*\.env)$/i;
const unknownPath = 'it depends on a % specifier or a variable whose value cannot be known here';

/** Why a path of a Quadlet may not be given to a container; undefined when it may. */
export function checkHostPath(path: string, scopes: QuadletScopes): string | undefined {
  const expanded = expandPath(path, scopes);
  return expanded === undefined ? unknownPath : checkAbsolutePath(expanded, scopes);
}

/** Why a path of a Quadlet may not be given to a container that can write there; undefined when it may. */
export function checkWritableHostPath(path: string, scopes: QuadletScopes): string | undefined {
  const expanded = expandPath(path, scopes);
  return expanded === undefined ? unknownPath : checkWritableAbsolutePath(expanded, scopes);
}

/** Why a path on the host, with nothing left to expand, may not be given to a container; undefined when it may. */
export function checkAbsolutePath(path: string, scopes: HostScopes): string | undefined {
  for (const resolved of asWrittenAndOnDisk(path, scopes)) {
    if (runtimeSockets.has(posix.basename(resolved))) return 'it is a socket that controls the host';
    if (scopes.runtimeDirectory !== undefined && isWithin(resolved, scopes.runtimeDirectory))
      return 'the runtime directory holds the sockets that control the host';
    if (!scopes.bindDirectories.some((directory) => isWithin(resolved, directory))) {
      return `it is outside ${scopes.bindDirectories.join(' and ')}`;
    }
  }
  return undefined;
}

/** As `checkAbsolutePath`, for a container that can write there. */
export function checkWritableAbsolutePath(path: string, scopes: HostScopes): string | undefined {
  const reason = checkAbsolutePath(path, scopes);
  if (reason !== undefined) return reason;
  const example = `${scopes.stacksDirectory}/media/config`;
  return asWrittenAndOnDisk(path, scopes).some((resolved) => canChangeStacks(resolved, scopes))
    ? `it could rewrite what stack_up runs; mount it read-only, or a subfolder such as ${example}`
    : undefined;
}

/** True for the stacks directory and what is around it, a stack's top folder, and a file there that compose reads. */
function canChangeStacks(path: string, { stacksDirectory, resolveLinks }: HostScopes): boolean {
  return [stacksDirectory, resolveLinks?.(stacksDirectory) ?? stacksDirectory].some((directory) => {
    if (isWithin(directory, path)) return true;
    if (!isWithin(path, directory)) return false;
    const [, file, ...deeper] = posix.relative(directory, path).split('/');
    return file === undefined || (deeper.length === 0 && readByCompose.test(file));
  });
}

function asWrittenAndOnDisk(path: string, { resolveLinks }: HostScopes): readonly string[] {
  return [path, resolveLinks?.(path) ?? path];
}

/** undefined when a part of the path cannot be known */
function expandPath(path: string, scopes: QuadletScopes): string | undefined {
  const expanded = expandSpecifiers(path, scopes);
  return expanded === undefined ? undefined : posix.resolve(scopes.quadletDirectory, expanded);
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
