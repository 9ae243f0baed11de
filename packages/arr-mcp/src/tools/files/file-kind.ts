// How files of a kind begin, one character per byte, and where.
const beginnings: readonly (readonly [kind: string, mark: string, offset?: number])[] = [
  ['Matroska or WebM video', '\u001aE\u00df\u00a3'],
  ['MP4 or QuickTime video', 'ftyp', 4],
  ['AVI video', 'AVI ', 8],
  ['WAV audio', 'WAVE', 8],
  ['WebP image', 'WEBP', 8],
  ['FLAC audio', 'fLaC'],
  ['MP3 audio', 'ID3'],
  ['Ogg media', 'OggS'],
  ['PNG image', '\u0089PNG'],
  ['JPEG image', '\u00ff\u00d8\u00ff'],
  ['GIF image', 'GIF8'],
  ['PDF document', '%PDF-'],
  ['ZIP archive', 'PK\u0003\u0004'],
  ['RAR archive', 'Rar!\u001a\u0007'],
  ['7-Zip archive', '7z\u00bc\u00af\u0027\u001c'],
  ['gzip data', '\u001f\u008b'],
  ['xz data', '\u00fd7zXZ\0'],
  ['Zstandard data', '\u0028\u00b5\u002f\u00fd'],
  ['bzip2 data', 'BZh'],
  ['tar archive', 'ustar', 257],
  ['UTF-16 text', '\u00ff\u00fe'],
  ['UTF-16 text', '\u00fe\u00ff'],
  ['program', '\u007fELF'],
];

const judgedBytes = 4096;
const maxStrange = 0.1;

/** What a file holds by how it begins, in words; undefined for text, also with some bytes in it that are none. */
export function binaryKind(beginning: Buffer): string | undefined {
  const bytes = beginning.subarray(0, judgedBytes).toString('latin1');
  const known = beginnings.find(([, mark, offset = 0]) => bytes.startsWith(mark, offset));
  const text = beginning.subarray(0, judgedBytes).toString();
  // oxlint-disable-next-line no-control-regex -- what hardly stands in text
  const strange = text.match(/[\u0000-\u0008\u000E-\u001A\u001C-\u001F\uFFFD]/g)?.length ?? 0;
  if (strange > text.length * maxStrange) return known?.[0] ?? 'binary data';
  // Marks of letters alone may also begin a text.
  return known !== undefined && strange > 0 ? known[0] : undefined;
}
