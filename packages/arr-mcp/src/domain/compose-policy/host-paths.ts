import { checkAbsolutePath, checkWritableAbsolutePath, isWithin } from '@arr-mcp/helper-protocol';
import { posix } from 'node:path';

import type { ServicePlace } from './host-access.ts';

type Place = Pick<ServicePlace, 'scopes' | 'files'>;

/** Why a path of a compose model may not be given to a container to read; undefined when it may. */
export function checkPath(path: string, { scopes }: Place): string | undefined {
  return path.startsWith('/') ? checkAbsolutePath(posix.normalize(path), scopes) : unknown;
}

/** Why a path of a compose model may not be given to a container that can write there; undefined when it may. */
export function checkWritablePath(path: string, place: Place): string | undefined {
  if (!path.startsWith('/')) return unknown;
  const { scopes, files } = place;
  const folder = posix.normalize(path);
  const reason = checkWritableAbsolutePath(folder, scopes);
  if (reason !== undefined) return reason;
  const onDisk = scopes.resolveLinks?.(folder) ?? folder;
  const file = files.find((each) => isWithin(each, folder) || isWithin(each, onDisk));
  return file === undefined ? undefined : `it could rewrite ${file}, which the stack is read from; mount it read-only`;
}

const unknown = 'it depends on a home folder or a variable whose value cannot be known here; write an absolute path';
