import { AppError } from '../../errors.ts';
import { nothingThere } from '../files/file-input.ts';
import type { ToolContext } from '../tool-context.ts';
import { toImageAddress } from './image-address.ts';

const maxImageBytes = 10 * 1024 * 1024;

// How files of the kinds that Plex shows begin, in hexadecimal; the last one has its mark behind a length.
const beginnings: readonly RegExp[] = [/^ffd8ff/, /^89504e470d0a1a0a/, /^47494638(?:37|39)61/, /^52494646.{8}57454250/];

/**
 * What Plex is to show: an address that it fetches from itself, or the content of a file that tools may read.
 * @param given an http or https address, or an absolute path
 * @throws AppError
 */
export async function readImageSource(
  given: string,
  { files }: Pick<ToolContext, 'files'>,
): Promise<string | Uint8Array<ArrayBuffer>> {
  if (!given.startsWith('/')) return toImageAddress(given);
  const found = await files.read(given, maxImageBytes);
  if (found === undefined) throw nothingThere();
  const start = found.content.subarray(0, 16).toString('hex');
  if (beginnings.some((beginning) => beginning.test(start))) return new Uint8Array(found.content);
  // Whatever else is in the file is nothing for those who look at Plex.
  throw new AppError('invalid_argument', 'the file is no JPEG, PNG, GIF or WebP image');
}
