import { createHash } from 'node:crypto';

const base32Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const maxDepth = 100;

/** The info hash (version 1) in a magnet link; undefined when it has none. */
export function hashOfMagnet(magnet: string): string | undefined {
  const [, id] = /[?&]xt=urn:btih:([a-z0-9]+)/i.exec(magnet) ?? [];
  if (id === undefined) return undefined;
  if (/^[0-9a-f]{40}$/i.test(id)) return id.toLowerCase();
  return /^[a-z2-7]{32}$/i.test(id) ? fromBase32(id) : undefined;
}

/** The info hash (version 1) of a torrent file; undefined when the bytes are no torrent file. */
export function hashOfTorrent(file: Buffer): string | undefined {
  try {
    const info = findInfo(file);
    return info === undefined ? undefined : createHash('sha1').update(info).digest('hex');
  } catch {
    // Whatever is wrong with a stranger's bytes, they are no torrent file.
    return undefined;
  }
}

// The bytes of the dictionary's `info`, as they stand: that is what the hash is of.
function findInfo(file: Buffer): Buffer | undefined {
  if (file[0] !== 0x64) return undefined;
  let place = 1;
  let info: Buffer | undefined;
  while (file[place] !== 0x65) {
    const key = readText(file, place);
    const end = endOf(file, key.end, 1);
    if (key.text === 'info' && file[key.end] === 0x64) info = file.subarray(key.end, end);
    place = end;
  }
  return info;
}

/** Where the bencoded value that starts at a place ends. */
function endOf(file: Buffer, start: number, depth: number): number {
  const kind = String.fromCharCode(file[start] ?? 0);
  if (depth > maxDepth) throw new RangeError('nested too deep');
  if (kind === 'i') return indexOf(file, 'e', start) + 1;
  if (kind !== 'l' && kind !== 'd') return readText(file, start).end;
  let place = start + 1;
  while (file[place] !== 0x65) place = endOf(file, place, depth + 1);
  return place + 1;
}

function readText(file: Buffer, start: number): { text: string; end: number } {
  const colon = indexOf(file, ':', start);
  const digits = file.toString('latin1', start, colon);
  const end = colon + 1 + Number(digits);
  if (!/^\d{1,9}$/.test(digits) || end > file.length) throw new RangeError('no text here');
  return { text: file.toString('latin1', colon + 1, Math.min(end, colon + 20)), end };
}

function indexOf(file: Buffer, mark: string, start: number): number {
  // No number is longer.
  const place = file.subarray(start, start + 24).indexOf(mark);
  if (place < 0) throw new RangeError('no end here');
  return start + place;
}

function fromBase32(id: string): string {
  const bits = Array.from(id.toUpperCase(), (letter) => base32Letters.indexOf(letter).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return bytes.map((byte) => Number.parseInt(byte, 2).toString(16).padStart(2, '0')).join('');
}
