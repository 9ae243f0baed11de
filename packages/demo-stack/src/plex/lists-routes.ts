import { type Context, Hono } from 'hono';

import { container, paged } from './answer.ts';
import { notFound } from './browse-routes.ts';
import { collectionRoutes } from './lists-collection-routes.ts';
import { type DemoPlaylist, ListsStore } from './lists-store.ts';
import { itemsOf } from './lists-uri.ts';
import { type Resource, metadata } from './metadata.ts';
import type { PlexEntry } from './plex-entry.ts';
import type { PlexState } from './plex-state.ts';

/** Playlists, of whoever is signed in, and collections. */
export function listsRoutes(state: PlexState): Hono {
  const app = new Hono();
  const store = new ListsStore(state);
  app.get('/playlists', (context) => {
    const { playlistType, sectionID } = context.req.query();
    const found = ownPlaylists(context, store).filter(
      (playlist) =>
        (playlistType === undefined || playlist.type === playlistType) &&
        (sectionID === undefined ||
          store.entriesOf(playlist).some(({ entry }) => String(entry.sectionId) === sectionID)),
    );
    return paged(context, found, (playlist) => playlistResource(store, playlist));
  });
  app.post('/playlists', (context) => {
    const { title = '', type = 'video', uri } = context.req.query();
    if (type !== 'video' && type !== 'audio' && type !== 'photo') return context.body(null, 400);
    const made = store.addPlaylist({ title, type, accountId: accountOf(context), items: itemsOf(uri) });
    return container(context, 'Metadata', [playlistResource(store, made)]);
  });
  app.route('/', playlistRoutes(state, store));
  app.route('/', collectionRoutes(state, store));
  return app;
}

function playlistRoutes(state: PlexState, store: ListsStore): Hono {
  const app = new Hono();
  const own = (context: Context, answer: (playlist: DemoPlaylist) => Response): Response => {
    const id = Number(context.req.param('id'));
    const found = ownPlaylists(context, store).find((playlist) => playlist.id === id);
    return found === undefined ? notFound(context) : answer(found);
  };
  const told = (context: Context, playlist: DemoPlaylist): Response =>
    container(context, 'Metadata', [playlistResource(store, playlist)]);
  app.get('/playlists/:id{[0-9]+}', (context) => own(context, (playlist) => told(context, playlist)));
  app.put('/playlists/:id{[0-9]+}', (context) =>
    own(context, (playlist) => {
      playlist.title = context.req.query('title.value') ?? playlist.title;
      playlist.summary = context.req.query('summary.value') ?? playlist.summary;
      return context.body(null, 204);
    }),
  );
  app.delete('/playlists/:id{[0-9]+}', (context) =>
    own(context, (playlist) => {
      store.playlists.splice(store.playlists.indexOf(playlist), 1);
      return context.body(null, 204);
    }),
  );
  app.get('/playlists/:id{[0-9]+}/items', (context) =>
    own(context, (playlist) =>
      paged(context, store.entriesOf(playlist), ({ entryId, entry }) => ({
        ...metadata(state, entry),
        playlistItemID: entryId,
      })),
    ),
  );
  app.put('/playlists/:id{[0-9]+}/items', (context) =>
    own(context, (playlist) => {
      if (playlist.smart) return context.body(null, 400);
      store.addTo(playlist, itemsOf(context.req.query('uri')));
      return told(context, playlist);
    }),
  );
  app.delete('/playlists/:id{[0-9]+}/items/:entry', (context) =>
    own(context, (playlist) => {
      const before = playlist.entries.length;
      playlist.entries = playlist.entries.filter(({ entryId }) => String(entryId) !== context.req.param('entry'));
      return playlist.entries.length === before ? notFound(context) : told(context, playlist);
    }),
  );
  return app;
}

/** Tokens of others than the owner end in the number of their account. */
function accountOf(context: Context): number {
  const [, id] = /-user-(\d+)$/.exec(context.req.header('x-plex-token') ?? '') ?? [];
  return id === undefined ? 1 : Number(id);
}

function ownPlaylists(context: Context, { playlists }: ListsStore): DemoPlaylist[] {
  const account = accountOf(context);
  return playlists.filter(({ accountId }) => accountId === account);
}

function playlistResource(store: ListsStore, playlist: DemoPlaylist): Resource {
  const { id, title, summary, smart, type, addedAt } = playlist;
  const entries = store.entriesOf(playlist).map(({ entry }) => entry);
  return {
    ratingKey: String(id),
    key: `/playlists/${id}/items`,
    guid: `com.plexapp.agents.none://00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    type: 'playlist',
    title,
    summary,
    smart,
    playlistType: type,
    composite: `/playlists/${id}/composite/${addedAt}`,
    duration: sumOf(entries, ({ durationMs = 0 }) => durationMs),
    leafCount: entries.length,
    addedAt,
    updatedAt: addedAt,
  };
}

function sumOf(entries: readonly PlexEntry[], read: (entry: PlexEntry) => number): number {
  return entries.reduce((sum, entry) => sum + read(entry), 0);
}
