import { z } from 'zod';

import type { Album } from '../../services/lidarr/album-schemas.ts';
import { shortLine } from '../arr/short-line.ts';
import { artistNameFields, missingTracks, toArtistName } from './artist-fields.ts';

/** Of each album; `missing` counts the tracks of a monitored one that are not there. */
export const albumFields = {
  instance: z.string().optional(),
  album_id: z.int(),
  title: z.string().optional(),
  type: z.string().optional(),
  released_at: z.string().optional(),
  monitored: z.boolean().optional(),
  tracks: z.int().optional(),
  files: z.int().optional(),
  missing: z.int().optional(),
  size_bytes: z.number().optional(),
};

export function toAlbumFields(album: Album) {
  const { id, title, albumType, secondaryTypes = [], releaseDate, monitored, statistics } = album;
  const types = [albumType ?? '', ...secondaryTypes].filter((type) => type !== '');
  return {
    album_id: id,
    title: shortLine(title),
    type: shortLine(types.join(', ')),
    released_at: releaseDate,
    monitored,
    tracks: statistics?.totalTrackCount,
    files: statistics?.trackFileCount,
    missing: missingTracks(album) === 0 ? undefined : missingTracks(album),
    size_bytes: statistics?.sizeOnDisk === 0 ? undefined : statistics?.sizeOnDisk,
  };
}

/** An album among those of other artists. */
export const AlbumOfArtist = z.object({ ...albumFields, ...artistNameFields });

export function toAlbumOfArtist(album: Album) {
  const { artist, artistId } = album;
  return { ...toAlbumFields(album), ...toArtistName({ id: artistId ?? artist?.id, artistName: artist?.artistName }) };
}
