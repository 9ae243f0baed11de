import { AppError } from '../../errors.ts';
import type { PlaylistType } from '../../services/plex/plex-lists-client.ts';
import type { KnownItem } from '../plex_library/find-item.ts';
import { itemName } from '../plex_library/item-name.ts';

const types: Readonly<Record<string, PlaylistType>> = {
  movie: 'video',
  show: 'video',
  season: 'video',
  episode: 'video',
  artist: 'audio',
  album: 'audio',
  track: 'audio',
  photo: 'photo',
};

/** The kind of playlist that an item goes into. */
export function playlistTypeOf({ type = '' }: KnownItem): PlaylistType {
  return types[type] ?? 'video';
}

/** @throws AppError when they cannot stand in one playlist */
export function demandOneType(items: readonly KnownItem[], type: string | undefined): void {
  const other = items.find((item) => playlistTypeOf(item) !== type);
  if (other === undefined) return;
  throw new AppError('invalid_argument', `${itemName(other)} is ${playlistTypeOf(other)}, not ${type ?? 'known'}`, {
    hint: 'A playlist is of video, of audio or of photos.',
  });
}
