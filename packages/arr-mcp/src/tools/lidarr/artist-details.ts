import { toPlainText } from '@arr-mcp/helper-protocol';
import { z } from 'zod';

import type { QualityProfile } from '../../services/arr/arr-schemas.ts';
import type { Artist, MetadataProfile } from '../../services/lidarr/artist-schemas.ts';
import { shortLine } from '../arr/short-line.ts';
import { artistFields, toArtistFields } from './artist-fields.ts';

const NamedAlbum = z
  .object({ album_id: z.int().optional(), title: z.string().optional(), released_at: z.string().optional() })
  .optional();

const maxOverview = 1500;
const mostGenres = 10;

export const ArtistDetails = z.object({
  ...artistFields,
  foreign_artist_id: z.string().optional(),
  type: z.string().optional(),
  genres: z.array(z.string()).optional(),
  overview: z.string().optional(),
  rating: z.number().optional(),
  path: z.string().optional(),
  quality_profile: z.string().optional(),
  metadata_profile: z.string().optional(),
  monitors_new_albums: z.string().optional(),
  last_album: NamedAlbum,
  next_album: NamedAlbum,
});

export interface Profiles {
  readonly quality: readonly QualityProfile[];
  readonly metadata: readonly MetadataProfile[];
}

export function toArtistDetails(artist: Artist, { quality, metadata }: Profiles) {
  const { genres = [], ratings, overview = '' } = artist;
  return {
    ...toArtistFields(artist),
    foreign_artist_id: artist.foreignArtistId,
    type: shortLine(artist.artistType),
    genres: genres.length === 0 ? undefined : genres.slice(0, mostGenres).map((genre) => shortLine(genre) ?? ''),
    overview: overview === '' ? undefined : toPlainText(overview).slice(0, maxOverview),
    rating: ratings?.value === 0 ? undefined : ratings?.value,
    path: artist.path,
    quality_profile: nameOf(quality, artist.qualityProfileId),
    metadata_profile: nameOf(metadata, artist.metadataProfileId),
    monitors_new_albums: artist.monitorNewItems,
    last_album: toNamedAlbum(artist.lastAlbum),
    next_album: toNamedAlbum(artist.nextAlbum),
  };
}

function nameOf(all: readonly (QualityProfile | MetadataProfile)[], id: number | undefined): string | undefined {
  return shortLine(all.find((each) => each.id === id)?.name);
}

function toNamedAlbum(album: Artist['nextAlbum']) {
  if (album === undefined) return undefined;
  return { album_id: album.id, title: shortLine(album.title), released_at: album.releaseDate };
}
