import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

/** What is wrong with an archive, in words for its reader. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}

/** One file of an archive; sizes in bytes. */
export interface ZipEntry {
  readonly name: string;
  readonly sizeBytes: number;
  readonly packedBytes: number;
  /** 0 stored, 8 deflated */
  readonly method: number;
  readonly offset: number;
}

// Names of fields: PKWARE's APPNOTE.TXT 4.3.
const endSignature = 0x06_05_4b_50;
const listSignature = 0x02_01_4b_50;
const localSignature = 0x04_03_4b_50;
const endLength = 22;
const listLength = 46;
const localLength = 30;
const longestComment = 65_535;
const mostEntries = 2000;
const longestEntry = 64 * 1024 * 1024;

const inflate = promisify(inflateRaw);

/** The files that the list at the end of an archive names. @throws ZipError */
export function listZip(bytes: Buffer): ZipEntry[] {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > mostEntries) throw new ZipError(`it has ${count} files`);
  const entries: ZipEntry[] = [];
  for (let at = bytes.readUInt32LE(end + 16), index = 0; index < count; index += 1) {
    const { entry, next } = readListed(bytes, at);
    if (!entry.name.endsWith('/')) entries.push(entry);
    at = next;
  }
  return entries;
}

/** The content of one file. @throws ZipError when it is longer than anybody should be given */
export async function readZipEntry(bytes: Buffer, entry: ZipEntry): Promise<Buffer> {
  const { offset, packedBytes, method, sizeBytes } = entry;
  if (sizeBytes > longestEntry) throw new ZipError(`${sizeBytes} bytes are too many`);
  if (!has(bytes, offset, localLength) || bytes.readUInt32LE(offset) !== localSignature) throw broken();
  const start = offset + localLength + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  if (!has(bytes, start, packedBytes)) throw broken();
  const packed = bytes.subarray(start, start + packedBytes);
  if (method === 0) return packed;
  if (method !== 8) throw new ZipError(`its packing ${method} is not known`);
  try {
    // What an entry says of its length is no promise.
    return await inflate(packed, { maxOutputLength: longestEntry });
  } catch (cause) {
    throw new ZipError('a file of it does not unpack', { cause });
  }
}

function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - endLength - longestComment);
  for (let at = bytes.length - endLength; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === endSignature) return at;
  }
  throw new ZipError('it is no archive');
}

function readListed(bytes: Buffer, at: number): { entry: ZipEntry; next: number } {
  if (!has(bytes, at, listLength) || bytes.readUInt32LE(at) !== listSignature) throw broken();
  const nameLength = bytes.readUInt16LE(at + 28);
  const rest = bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  const nameStart = at + listLength;
  if (!has(bytes, nameStart, nameLength)) throw broken();
  const entry = {
    name: bytes.toString('utf8', nameStart, nameStart + nameLength),
    method: bytes.readUInt16LE(at + 10),
    packedBytes: bytes.readUInt32LE(at + 20),
    sizeBytes: bytes.readUInt32LE(at + 24),
    offset: bytes.readUInt32LE(at + 42),
  };
  return { entry, next: nameStart + nameLength + rest };
}

function has(bytes: Buffer, start: number, length: number): boolean {
  return start + length <= bytes.length;
}

function broken(): ZipError {
  return new ZipError('it is broken');
}
