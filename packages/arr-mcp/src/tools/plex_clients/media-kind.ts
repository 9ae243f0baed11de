import type { MediaKind } from '../../services/plex/plex-clients-client.ts';

/** What players call the kind of media that an item is. */
export function mediaKindOf(type: string | undefined): MediaKind {
  if (type === 'photo') return 'photo';
  return ['track', 'album', 'artist'].includes(type ?? '') ? 'music' : 'video';
}
