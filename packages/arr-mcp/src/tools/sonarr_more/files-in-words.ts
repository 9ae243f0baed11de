/** `12 files (34,567,890 bytes)` */
export function filesInWords(files: number, bytes: number): string {
  return `${files} ${files === 1 ? 'file' : 'files'} (${bytes.toLocaleString('en')} bytes)`;
}
