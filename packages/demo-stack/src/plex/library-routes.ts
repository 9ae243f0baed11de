import { type Context, Hono } from 'hono';

import { container, paged } from './answer.ts';
import { notFound } from './browse-routes.ts';
import { ArtworkShelf, artworkElements } from './library-artwork.ts';
import { applyEdits } from './library-edits.ts';
import { drawImage } from './library-images.ts';
import { metadata, versionIds } from './metadata.ts';
import type { PlexEntry } from './plex-entry.ts';
import type { PlexState } from './plex-state.ts';

/** Settings of libraries, and changes of single items: texts, tags, images, what was watched, deleting. */
export function libraryRoutes(state: PlexState): Hono {
  const app = new Hono();
  app.get('/library/sections/:id/prefs', (context) => {
    const known = state.sections.some(({ key }) => String(key) === context.req.param('id'));
    return known ? container(context, 'Setting', settings) : notFound(context);
  });
  app.put('/library/sections/:id/all', async (context, next) => {
    const query = new URL(context.req.url).searchParams;
    const entry = state.entries.get(Number(query.get('id')));
    if (entry === undefined) return next();
    applyEdits(entry, query);
    entry.updatedAt = state.clock();
    return context.body(null, 200);
  });
  for (const [path, viewCount] of [
    ['/:/scrobble', 1],
    ['/:/unscrobble', 0],
  ] as const) {
    app.put(path, (context) => withKey(context, state, (entry) => setWatched(state, entry, viewCount)));
  }
  app.put('/:/rate', (context) =>
    withKey(context, state, (entry) => {
      entry.userRating = Number(context.req.query('rating'));
    }),
  );
  app.get('/library/metadata/:id/allLeaves', (context) => {
    const entry = state.entries.get(Number(context.req.param('id')));
    if (entry === undefined) return notFound(context);
    return paged(context, state.leavesOf(entry), (leaf) => metadata(state, leaf));
  });
  app.delete('/library/metadata/:id{[0-9]+}', async (context, next) => {
    const id = Number(context.req.param('id'));
    if (!state.entries.has(id)) return next();
    state.remove(id);
    return context.body(null, 200);
  });
  app.delete('/library/metadata/:id{[0-9]+}/media/:media{[0-9]+}', (context) => {
    const { id, media } = context.req.param();
    const entry = state.entries.get(Number(id));
    const index = versionIds(entry).indexOf(Number(media));
    if (entry === undefined || index === -1) return notFound(context);
    entry.files.splice(index, 1);
    // An item of which nothing is left goes too.
    if (entry.files.length === 0) state.remove(entry.ratingKey);
    return context.body(null, 200);
  });
  app.route('/', artworkRoutes(new ArtworkShelf()));
  return app;
}

function artworkRoutes(shelf: ArtworkShelf): Hono {
  const app = new Hono();
  app.get('/library/metadata/:id{[0-9]+}/:list{posters|arts|clearLogos}', (context) => {
    const { id, list } = context.req.param();
    return container(context, 'Metadata', shelf.list(Number(id), artworkElements[list] ?? list));
  });
  app.post('/library/metadata/:id{[0-9]+}/:list{posters|arts|clearLogos}', (context) => {
    const { id, list } = context.req.param();
    shelf.add(Number(id), artworkElements[list] ?? list, context.req.query('url') ?? '');
    return context.body(null, 200);
  });
  app.put('/library/metadata/:id{[0-9]+}/:element{poster|art|clearLogo}', (context) => {
    const { id, element } = context.req.param();
    const found = shelf.select(Number(id), element, context.req.query('url') ?? '');
    return found ? context.body(null, 200) : notFound(context);
  });
  app.get('/photo/:/transcode', (context) => {
    const { url = '', width = '100', height = '100' } = context.req.query();
    const [, id] = /\/library\/(?:metadata|collections)\/(\d+)\//.exec(url) ?? [];
    if (id === undefined) return notFound(context);
    // Of the type that it is, whatever was asked for: Plex does so where it cannot convert.
    return context.body(drawImage(Number(width), Number(height), Number(id)), 200, { 'content-type': 'image/png' });
  });
  return app;
}

function withKey(context: Context, state: PlexState, change: (entry: PlexEntry) => void): Response {
  const entry = state.entries.get(Number(context.req.query('key')));
  if (entry === undefined || context.req.query('identifier') !== 'com.plexapp.plugins.library')
    return notFound(context);
  change(entry);
  return context.body(null, 200);
}

function setWatched(state: PlexState, entry: PlexEntry, viewCount: number): void {
  for (const leaf of state.leavesOf(entry)) {
    leaf.viewCount = viewCount;
    leaf.viewOffsetMs = 0;
    leaf.lastViewedAt = viewCount === 0 ? 0 : state.clock();
  }
}

const settings = [
  {
    id: 'enableCinemaTrailers',
    label: 'Enable Cinema Trailers',
    summary: 'Trailers are played before movies of this library.',
    type: 'bool',
    default: true,
    value: true,
    hidden: false,
    advanced: false,
    group: '',
  },
  {
    id: 'collectionMode',
    label: 'Collections',
    summary: 'How collections are shown.',
    type: 'int',
    default: 2,
    value: 1,
    hidden: false,
    advanced: false,
    group: '',
    enumValues: '0:Disabled|1:Hide items which are in collections|2:Show collections and their items',
  },
  {
    id: 'hiddenByPlex',
    label: 'Hidden',
    summary: '',
    type: 'bool',
    default: false,
    value: false,
    hidden: true,
    advanced: false,
    group: '',
  },
];
