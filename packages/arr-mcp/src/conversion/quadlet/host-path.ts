import { InexpressibleError, doubleSigns, writeRawList } from './write-value.ts';

/**
 * A path on the host as a Quadlet names it: absolute, `~` as systemd's `%h`.
 * @throws InexpressibleError for any other path, and for one that no line can hold
 */
export function writeHostPath(path: string): string {
  const inHome = /^~(?=\/|$)/.test(path);
  if (!inHome && !path.startsWith('/')) {
    throw new InexpressibleError(`${JSON.stringify(path)} is not an absolute path`);
  }
  writeRawList(path);
  return inHome ? `%h${doubleSigns(path.slice(1))}` : doubleSigns(path);
}
