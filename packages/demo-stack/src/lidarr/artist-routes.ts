import { type Context, Hono } from 'hono';

import type { ArrState, Resource } from '../arr/arr-state.ts';
import { missing } from '../arr/missing.ts';
import type { DemoArtist } from '../world/artists.ts';
import { metadataProfiles } from './metadata-profiles.ts';
import { monitorAdded } from './monitor-added.ts';
import type { MusicLibrary } from './music-library.ts';
import { type ArtistEntry, toLookupRecord } from './music-records.ts';

// What is asked comes from clients whose calls are held to the same API description, so bodies are taken at their word.

/** The library: finding and adding artists, and their albums. */
export function artistRoutes(library: MusicLibrary, state: ArrState): Hono {
  const routes = new Hono();
  routes.get('/artist', ({ json }) => json(library.artists.map((artist) => library.resource(artist))));
  routes.get('/artist/lookup', ({ req, json }) => json(lookup(library, req.query('term') ?? '')));
  routes.post('/artist', async (context) => add(context, library, state));
  routes.get('/artist/:id{[0-9]+}', (context) => {
    const found = library.find(idOf(context));
    return found === undefined ? missing(context, 'Artist', idOf(context)) : context.json(library.resource(found));
  });
  routes.get('/album', ({ req, json }) => {
    const artistId = Number(req.query('artistId'));
    return json(library.albumsOf(artistId).map((album) => library.albumResource(album)));
  });
  routes.get('/album/:id{[0-9]+}', (context) => {
    const found = library.albums.find(({ id }) => id === idOf(context));
    return found === undefined ? missing(context, 'Album', idOf(context)) : context.json(library.albumResource(found));
  });
  routes.get('/metadataprofile', ({ json }) => json(metadataProfiles));
  return routes;
}

function idOf(context: Context): number {
  return Number(context.req.param('id'));
}

function lookup({ world, artists }: MusicLibrary, term: string): Resource[] {
  const [, foreignId] = /^(?:lidarr|mbid):\s*(\S+)$/.exec(term.trim()) ?? [];
  const isMeant = (artist: DemoArtist): boolean =>
    foreignId === undefined
      ? artist.name.toLowerCase().includes(term.trim().toLowerCase())
      : artist.foreignId === foreignId;
  return world.artists.filter(isMeant).map((known) => {
    const found = artists.find(({ foreignArtistId }) => foreignArtistId === known.foreignId);
    return { ...toLookupRecord(known), ...(found === undefined ? {} : { id: found.id, monitored: found.monitored }) };
  });
}

async function add(context: Context, library: MusicLibrary, state: ArrState): Promise<Response> {
  const body = await context.req.json<Partial<ArtistEntry>>();
  const known = library.world.artists.find(({ foreignId }) => foreignId === body.foreignArtistId);
  const root = state.rootFolders.find(({ path }) => path === body['rootFolderPath']);
  const isThere = library.artists.some(({ foreignArtistId }) => foreignArtistId === body.foreignArtistId);
  const { qualityProfileId, metadataProfileId, monitored = true, monitorNewItems = 'all', rootFolderPath } = body;
  if (isThere) return refuse(context, 'ForeignArtistId', 'This artist has already been added.');
  if (root === undefined) return refuse(context, 'RootFolderPath', "Root folder path doesn't exist");
  if (!state.profiles.some(({ id }) => id === qualityProfileId)) {
    return refuse(context, 'QualityProfileId', 'Quality profile does not exist');
  }
  if (!metadataProfiles.some(({ id }) => id === metadataProfileId)) {
    return refuse(context, 'MetadataProfileId', 'Metadata profile does not exist');
  }
  if (known === undefined) return refuse(context, 'MusicbrainzId', 'An artist with this ID was not found.');
  const settings = { qualityProfileId, metadataProfileId, monitored, monitorNewItems, rootFolderPath };
  const artist = library.add(known, { ...settings, path: `${root.path}/${known.name}` });
  monitorAdded(library, artist, body['addOptions'] ?? {});
  return context.json(library.resource(artist), 201);
}

function refuse(context: Context, propertyName: string, errorMessage: string): Response {
  return context.json([{ propertyName, errorMessage, severity: 'error' }], 400);
}
