import { sizeText } from '../arr/size-text.ts';

/** `12 episode files, 34.5 GiB` */
export function filesInWords(files: number, bytes: number): string {
  return `${files} episode ${files === 1 ? 'file' : 'files'}, ${sizeText(bytes)}`;
}
