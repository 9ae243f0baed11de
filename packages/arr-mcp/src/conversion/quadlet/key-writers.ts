import { writePlainWord, writeRawList, writeRawSingle, writeWord } from './write-value.ts';

const list = (keys: string): ReadonlySet<string> => new Set(keys.trim().split(/\s+/));

const wordKeys = list('Annotation Environment EnvironmentFile Label Mask Options Secret Unmask');
const plainWordKeys = list('AddCapability AddDevice DropCapability GIDMap LogOpt Sysctl UIDMap');
const rawListKeys = list(`AddHost DNS DNSOption DNSSearch ExposeHostPort Gateway GroupAdd ImageTag IPRange Network
  PublishPort Subnet Tmpfs Ulimit Volume`);

/**
 * The text that makes Quadlet read `meant` from a key of its own sections.
 * @throws InexpressibleError when no text does
 */
export function writeForKey(key: string, meant: string): string {
  if (wordKeys.has(key)) return writeWord(meant);
  if (plainWordKeys.has(key)) return writePlainWord(meant);
  return rawListKeys.has(key) ? writeRawList(meant) : writeRawSingle(meant);
}
