import type { OpenedFile } from '../../files/file-types.ts';
import { mask } from '../../mask-secrets.ts';

/** Part of a file's text; without `next_offset` it is the last one. */
export interface FilePart {
  readonly content?: string;
  readonly next_offset?: number;
}

const maxPartCharacters = 9000;
// With the escapes of JSON and the other fields this stays under the 25,000 bytes of an answer.
const maxPartJsonBytes = 20_000;

/** The part of a text that begins at a character; what does not fit comes with the next one. */
export function sliceText(text: string, offset: number): FilePart {
  let end = offset + maxPartCharacters;
  while (Buffer.byteLength(JSON.stringify(text.slice(offset, end))) > maxPartJsonBytes) end -= 500;
  // A character of two code units stays whole.
  if (/[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end -= 1;
  return { content: text.slice(offset, end), ...(end < text.length && { next_offset: end }) };
}

const partBytes = 8000;
// What is masked may depend on what stands before it (a name) and behind it (the end of a password).
const bytesBefore = 16 * 1024;
const bytesBehind = 1024;
const bytesNear = 100;
const maxCutTries = 400;

interface Window {
  readonly bytes: Buffer;
  readonly isEnd: boolean;
  readonly show: (bytes: Uint8Array) => string;
}

/**
 * The part of a file that begins at a byte, or a little later. Parts are cut only where masking both sides gives the
 * same as masking them together, so that no secret shows because its name stands in another part.
 */
export async function readPart(
  file: OpenedFile,
  offset: number,
  show: (bytes: Uint8Array) => string,
): Promise<FilePart> {
  const before = Math.min(offset, bytesBefore);
  const buffer = Buffer.alloc(before + partBytes + bytesBehind);
  const length = await file.read(buffer, offset - before);
  if (length <= before) return { content: '' };
  const window = { bytes: buffer.subarray(0, length), isEnd: length < buffer.length, show };
  const start = offset === 0 ? 0 : findCut(window, before, 1);
  const end = findEnd(window, before);
  const next =
    end === window.bytes.length && window.isEnd ? {} : { next_offset: offset - before + (end ?? before + partBytes) };
  if (start === undefined || end === undefined || start >= end) return { content: mask, ...next };
  return { content: show(window.bytes.subarray(start, end)), ...next };
}

function findEnd(window: Window, start: number): number | undefined {
  const wanted = start + partBytes;
  if (window.bytes.length <= wanted && window.isEnd) return window.bytes.length;
  // Behind the last line that is whole, when there is one.
  const line = window.bytes.lastIndexOf('\n', wanted - 1) + 1;
  return line > start && isCut(window, line) ? line : findCut(window, wanted, -1);
}

function findCut(window: Window, from: number, step: 1 | -1): number | undefined {
  for (let tries = 0, place = from; tries < maxCutTries; tries += 1, place += step) {
    if (isCut(window, place)) return place;
  }
  return undefined;
}

function isCut(window: Window, place: number): boolean {
  // In the middle of a character of several bytes.
  if (((window.bytes[place] ?? 0) & 0xc0) === 0x80) return false;
  // What is near tells most of them, and much faster.
  return isSameApart(window, place, bytesNear) && isSameApart(window, place, bytesBefore);
}

function isSameApart({ bytes, show }: Window, place: number, before: number): boolean {
  const [from, to] = [Math.max(0, place - before), Math.min(bytes.length, place + Math.min(before, bytesBehind))];
  const apart = show(bytes.subarray(from, place)) + show(bytes.subarray(place, to));
  return apart === show(bytes.subarray(from, to));
}
