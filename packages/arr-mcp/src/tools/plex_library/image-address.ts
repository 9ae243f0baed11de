import { AppError } from '../../errors.ts';

/**
 * An address that Plex is to fetch an image from; it is asked for without anybody's credential.
 * @throws AppError invalid_argument
 */
export function toImageAddress(given: string): string {
  const address = URL.canParse(given) ? new URL(given) : undefined;
  const isWeb = address?.protocol === 'http:' || address?.protocol === 'https:';
  if (address !== undefined && isWeb && address.username === '' && address.password === '') return address.href;
  throw new AppError('invalid_argument', 'the image is neither an http(s) address nor an absolute path', {
    hint: 'Give an address without user and password, a file, or an artwork_id of plex_list_artwork.',
  });
}
