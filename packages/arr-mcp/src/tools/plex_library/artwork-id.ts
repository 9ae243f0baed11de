import { createHash } from 'node:crypto';

import { maskText } from '../../mask-secrets.ts';

/**
 * What an image is chosen by: as Plex has it, which is an address in most cases; where there is a key in that, a name
 * that tells nothing of it.
 */
export function artworkId(ratingKey: string): string {
  if (maskText(ratingKey) === ratingKey) return ratingKey;
  return `image-${createHash('sha256').update(ratingKey).digest('hex').slice(0, 16)}`;
}
