import type { DemoAlbum, DemoArtist } from '../world/artists.ts';

// Records as Lidarr's API has them, as far as the stand-in looks into them.

export interface ArtistEntry {
  readonly id: number;
  readonly foreignArtistId: string;
  readonly artistName: string;
  readonly path: string;
  readonly monitored: boolean;
  readonly [other: string]: unknown;
}

export interface AlbumEntry {
  readonly id: number;
  readonly artistId: number;
  readonly foreignAlbumId: string;
  readonly title: string;
  readonly monitored: boolean;
  readonly releaseDate: string;
  readonly tracks: number;
  readonly files: number;
  readonly [other: string]: unknown;
}

const dayMs = 86_400_000;
const trackMs = 214_000;

/** What MusicBrainz knows of an artist, as a lookup answers it: without an id, and in no folder yet. */
export function toLookupRecord(artist: DemoArtist) {
  const poster = `https://artwork.demo.test/${artist.foreignId}.jpg`;
  return {
    status: 'continuing',
    ended: false,
    artistName: artist.name,
    foreignArtistId: artist.foreignId,
    tadbId: 0,
    discogsId: 0,
    overview: artist.overview,
    artistType: artist.type,
    disambiguation: artist.disambiguation ?? '',
    links: [{ url: `https://music.demo.test/${artist.foreignId}`, name: 'home' }],
    images: [{ coverType: 'poster', url: '/MediaCoverProxy/poster.jpg', extension: '.jpg', remoteUrl: poster }],
    qualityProfileId: 0,
    metadataProfileId: 0,
    monitored: false,
    monitorNewItems: 'all',
    folder: artist.name,
    genres: artist.genres,
    cleanName: artist.name.toLowerCase().replaceAll(/[^a-z0-9]/g, ''),
    sortName: artist.name.toLowerCase().replace(/^(?:the|a) (.*)$/, '$1, the'),
    tags: [],
    added: '0001-01-01T00:00:00Z',
    ratings: { votes: 12, value: 8.4 },
  };
}

export function releaseDateOf({ year, releasedInDays }: DemoAlbum, now: Date): string {
  if (releasedInDays === undefined) return `${year}-03-01T00:00:00Z`;
  return `${new Date(now.getTime() + releasedInDays * dayMs).toISOString().slice(0, 10)}T00:00:00Z`;
}

/** What MusicBrainz knows of an album. */
export function albumFacts(album: DemoAlbum, now: Date) {
  const media = [{ mediumNumber: 1, mediumName: '', mediumFormat: 'Digital Media' }];
  return {
    title: album.title,
    disambiguation: '',
    overview: '',
    foreignAlbumId: album.foreignId,
    anyReleaseOk: true,
    profileId: 0,
    duration: album.tracks * trackMs,
    albumType: album.type,
    secondaryTypes: [],
    mediumCount: 1,
    ratings: { votes: 3, value: 7.5 },
    releaseDate: releaseDateOf(album, now),
    genres: [],
    media,
    images: [],
    links: [],
    tracks: album.tracks,
  };
}

/** The one release of an album that Lidarr knows. */
export function releaseOf({ id, foreignAlbumId, title, duration, tracks, media }: AlbumEntry): object {
  return {
    id: id + 1000,
    albumId: id,
    foreignReleaseId: foreignAlbumId.replace(/^0/, '1'),
    title,
    status: 'Official',
    duration,
    trackCount: tracks,
    media,
    mediumCount: 1,
    disambiguation: '',
    country: ['[Worldwide]'],
    label: ['Demo'],
    format: 'Digital Media',
    monitored: true,
  };
}
