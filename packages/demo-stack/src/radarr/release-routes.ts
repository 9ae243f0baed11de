import { Hono } from 'hono';

import type { ArrState, Resource } from '../arr/arr-state.ts';
import { missing } from '../arr/missing.ts';
import { qualityModel } from '../arr/quality-profiles.ts';
import { type MovieLibrary, grabbed } from './movie-library.ts';
import { type MovieEntry, english } from './movie-records.ts';

const gib = 1024 ** 3;

interface Offer {
  readonly movie: MovieEntry;
  readonly release: Resource & { readonly title: string; readonly size: number };
}

/** Searching the indexers, and grabbing what was found. */
export function releaseRoutes(library: MovieLibrary, state: ArrState): Hono {
  const routes = new Hono();
  const offers = new Map<string, Offer>();
  routes.get('/release', (context) => {
    const id = Number(context.req.query('movieId'));
    const movie = library.find(id);
    if (movie === undefined) return missing(context, 'Movie', id);
    const found = [offer(movie, '1080p', []), offer(movie, '2160p', ['WEBDL-2160p is not wanted in profile'])];
    for (const each of found) offers.set(String(each.release['guid']), each);
    return context.json(found.map(({ release }) => release));
  });
  routes.post('/release', async (context) => {
    const { guid } = await context.req.json<{ guid: string }>();
    const found = offers.get(guid);
    if (found === undefined) {
      return context.json({ message: "Couldn't find requested release in cache, try searching again" }, 404);
    }
    grab(found, library, state);
    return context.json(found.release);
  });
  return routes;
}

function grab({ movie, release: { title, size } }: Offer, library: MovieLibrary, state: ArrState): void {
  const number = library.nextId('download');
  const download = {
    id: `SABnzbd_nzo_grab${number}`,
    client: 'sabnzbd',
    title,
    sizeBytes: size,
    doneBytes: 0,
    state: 'downloading',
    subject: { kind: 'movie', tmdbId: movie.tmdbId },
  } as const;
  state.queue.push({ id: 2000 + number, download });
  library.note('grabbed', movie, grabbed);
}

function offer(movie: MovieEntry, resolution: '1080p' | '2160p', rejections: readonly string[]): Offer {
  const title = `${movie.title.replaceAll(/[^A-Za-z0-9]+/g, '.')}.${movie.year}.${resolution}.WEB.h265-DEMO`;
  const release = {
    guid: `https://indexer.demo.test/details/${movie.tmdbId}-${resolution}`,
    quality: qualityModel('Radarr', `WEBDL-${resolution}`),
    customFormats: [],
    customFormatScore: 0,
    qualityWeight: 1501,
    age: 12,
    ageHours: 288.5,
    ageMinutes: 17_310,
    size: resolution === '1080p' ? 6 * gib : 15 * gib,
    indexerId: 1,
    indexer: 'Demo Usenet',
    releaseGroup: 'DEMO',
    releaseHash: '',
    title,
    sceneSource: false,
    movieTitles: [movie.title],
    languages: [english],
    mappedMovieId: movie.id,
    approved: rejections.length === 0,
    temporarilyRejected: false,
    rejected: rejections.length > 0,
    tmdbId: movie.tmdbId,
    imdbId: 0,
    rejections,
    publishDate: '2026-11-01T00:00:00Z',
    downloadUrl: grabbed.downloadUrl,
    downloadAllowed: true,
    releaseWeight: rejections.length,
    edition: '',
    protocol: 'usenet',
  };
  return { movie, release };
}
