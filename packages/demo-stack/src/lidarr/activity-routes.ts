import { Hono } from 'hono';

import type { Resource } from '../arr/arr-state.ts';
import { type SortKeys, toPaged } from '../arr/paged.ts';
import type { MusicLibrary } from './music-library.ts';
import type { AlbumEntry } from './music-records.ts';

const keys: SortKeys<Resource> = {
  'albums.releaseDate': ({ releaseDate }) => String(releaseDate),
  'albums.title': ({ title }) => String(title),
};

/** What is missing, and what comes out. */
export function activityRoutes(library: MusicLibrary): Hono {
  const routes = new Hono();
  routes.get('/calendar', ({ req, json }) => {
    const start = Date.parse(req.query('start') ?? '');
    const end = Date.parse(req.query('end') ?? '');
    const all = req.query('unmonitored') === 'true';
    const found = library.albums.filter(
      ({ monitored, releaseDate }) =>
        (all || monitored) && Date.parse(releaseDate) >= start && Date.parse(releaseDate) <= end,
    );
    return json(found.map((album) => shown(library, album, req.query('includeArtist'))));
  });
  routes.get('/wanted/missing', ({ req, json }) => {
    const query = new URL(req.url).searchParams;
    const now = library.world.now().toISOString();
    const wanted = library.albums.filter(
      (album) =>
        album.monitored && isMonitored(library, album) && album.releaseDate <= now && album.files < album.tracks,
    );
    const records = wanted.map((album) => shown(library, album, query.get('includeArtist')));
    return json(toPaged(records, query, { keys, fallback: 'albums.title' }));
  });
  return routes;
}

function isMonitored(library: MusicLibrary, { artistId }: AlbumEntry): boolean {
  return library.find(artistId)?.monitored === true;
}

function shown(library: MusicLibrary, album: AlbumEntry, includeArtist: string | null | undefined): Resource {
  const { artist, ...resource } = library.albumResource(album);
  return includeArtist === 'true' ? { ...resource, artist } : resource;
}
