import type { DemoMovie } from '../world/library.ts';

// Records as Radarr's API has them, as far as the stand-in looks into them.

export interface MovieEntry {
  readonly id: number;
  readonly tmdbId: number;
  readonly title: string;
  readonly sortTitle: string;
  readonly year: number;
  readonly path: string;
  readonly runtime: number;
  readonly monitored: boolean;
  readonly minimumAvailability: string;
  readonly qualityProfileId: number;
  readonly inCinemas: string;
  readonly digitalRelease: string;
  readonly physicalRelease: string;
  readonly [other: string]: unknown;
}

/** Size in bytes. */
export interface FileEntry {
  readonly id: number;
  readonly movieId: number;
  readonly relativePath: string;
  readonly path: string;
  readonly size: number;
  readonly [other: string]: unknown;
}

export interface HistoryEntry {
  readonly id: number;
  readonly movieId: number;
  readonly eventType: HistoryEvent;
  readonly date: string;
  readonly [other: string]: unknown;
}

/** Radarr's enumeration, whose numbers its query takes. */
export const historyEvents = {
  grabbed: 1,
  downloadFolderImported: 3,
  downloadFailed: 4,
  movieFileDeleted: 6,
  movieFolderImported: 7,
  movieFileRenamed: 8,
  downloadIgnored: 9,
} as const;
export type HistoryEvent = keyof typeof historyEvents;

export const english = { id: 1, name: 'English' };

const dayMs = 86_400_000;
const daysInCinemas = 45;
const daysToDisc = 14;

/** What TMDB knows of a movie, as a lookup answers it: without an id, and in no folder yet. */
export function toLookupRecord(movie: DemoMovie, now: Date) {
  const poster = `https://artwork.demo.test/${movie.tmdbId}.jpg`;
  return {
    title: movie.title,
    originalTitle: movie.title,
    originalLanguage: english,
    alternateTitles: [],
    secondaryYearSourceId: 0,
    sortTitle: movie.title.toLowerCase().replace(/^(?:the|a) /, ''),
    ...releaseFacts(movie, now),
    overview: movie.overview,
    images: [{ coverType: 'poster', url: `/MediaCover/${movie.tmdbId}/poster.jpg`, remoteUrl: poster }],
    website: '',
    remotePoster: poster,
    year: movie.year,
    youTubeTrailerId: '',
    studio: movie.studio,
    qualityProfileId: 0,
    movieFileId: 0,
    monitored: false,
    minimumAvailability: 'tba',
    folderName: '',
    runtime: movie.runtime,
    cleanTitle: movie.title.toLowerCase().replaceAll(/[^a-z0-9]/g, ''),
    imdbId: movie.imdbId,
    tmdbId: movie.tmdbId,
    titleSlug: String(movie.tmdbId),
    folder: folderOf(movie),
    genres: movie.genres,
    keywords: [],
    tags: [],
    added: '0001-01-01T00:00:00Z',
    ratings: { tmdb: { votes: 120, value: 7.1, type: 'user' } },
    ...(movie.collection === undefined ? {} : { collection: movie.collection }),
    popularity: 1.5,
  };
}

export function folderOf({ title, year }: Pick<DemoMovie, 'title' | 'year'>): string {
  return `${title} (${year})`;
}

function releaseFacts({ releasedInDays }: DemoMovie, now: Date) {
  const inDays = (days: number): string =>
    `${new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10)}T00:00:00Z`;
  const isInCinemas = releasedInDays <= daysInCinemas;
  return {
    status: releasedInDays <= 0 ? 'released' : isInCinemas ? 'inCinemas' : 'announced',
    inCinemas: inDays(releasedInDays - daysInCinemas),
    digitalRelease: inDays(releasedInDays),
    physicalRelease: inDays(releasedInDays + daysToDisc),
    releaseDate: inDays(releasedInDays),
    isAvailable: releasedInDays <= 0,
  };
}

/** Whether Radarr looks for it already. */
export function isAvailable({ minimumAvailability, inCinemas, digitalRelease }: MovieEntry, now: Date): boolean {
  if (minimumAvailability === 'released') return Date.parse(digitalRelease) <= now.getTime();
  return minimumAvailability !== 'inCinemas' || Date.parse(inCinemas) <= now.getTime();
}
