import { type Context, Hono } from 'hono';

import { container, paged } from './answer.ts';
import { notFound } from './browse-routes.ts';
import { applyEdits } from './library-edits.ts';
import { itemsOf } from './lists-uri.ts';
import type { DemoCollection, ListsStore } from './lists-store.ts';
import { type Resource, metadata } from './metadata.ts';
import { plexTypes } from './plex-entry.ts';
import type { PlexState } from './plex-state.ts';

/** Collections, which belong to a library. */
export function collectionRoutes(state: PlexState, store: ListsStore): Hono {
  const app = new Hono();
  const resource = (collection: DemoCollection): Resource => collectionResource(state, store, collection);
  const find = (context: Context): DemoCollection | undefined =>
    store.collections.find(({ id }) => String(id) === context.req.param('id'));
  const own = (context: Context, answer: (collection: DemoCollection) => Response): Response => {
    const found = find(context);
    return found === undefined ? notFound(context) : answer(found);
  };
  app.get('/library/sections/:id/collections', (context) => {
    const found = store.collections.filter(({ sectionId }) => String(sectionId) === context.req.param('id'));
    return paged(context, found, resource);
  });
  app.get('/library/metadata/:id{[0-9]+}', async (context, next) => {
    const found = find(context);
    return found === undefined ? next() : container(context, 'Metadata', [resource(found)]);
  });
  app.put('/library/sections/:section/all', (context) => {
    const query = new URL(context.req.url).searchParams;
    const found = store.collections.find(({ id }) => String(id) === query.get('id'));
    if (found === undefined) return notFound(context);
    applyEdits(found, query);
    return context.body(null, 200);
  });
  app.put('/library/metadata/:id{[0-9]+}/prefs', (context) =>
    own(context, (collection) => {
      collection.mode = Number(context.req.query('collectionMode') ?? collection.mode);
      collection.sort = Number(context.req.query('collectionSort') ?? collection.sort);
      return context.body(null, 200);
    }),
  );
  app.post('/library/collections', (context) => {
    const { sectionId = '', title = '', type = '1', uri } = context.req.query();
    const [subtype = 'movie'] = Object.entries(plexTypes).find(([, number]) => String(number) === type) ?? [];
    const made = store.addCollection({ sectionId: Number(sectionId), title, subtype, items: itemsOf(uri) });
    return container(context, 'Metadata', [resource(made)]);
  });
  app.get('/library/collections/:id/items', (context) =>
    own(context, (collection) => paged(context, store.itemsOf(collection), (entry) => metadata(state, entry))),
  );
  app.put('/library/collections/:id/items', (context) =>
    own(context, (collection) => {
      collection.items = [...new Set([...collection.items, ...itemsOf(context.req.query('uri'))])];
      return container(context, 'Metadata', [resource(collection)]);
    }),
  );
  app.delete('/library/collections/:id/items/:item', (context) =>
    own(context, (collection) => {
      collection.items = collection.items.filter((item) => String(item) !== context.req.param('item'));
      return container(context, 'Metadata', [resource(collection)]);
    }),
  );
  app.delete('/library/collections/:id', (context) =>
    own(context, (collection) => {
      store.collections.splice(store.collections.indexOf(collection), 1);
      return context.body(null, 200);
    }),
  );
  return app;
}

function collectionResource(state: PlexState, store: ListsStore, collection: DemoCollection): Resource {
  const { id, title, titleSort, summary, subtype, smart, sectionId, contentRating, labels = [], addedAt } = collection;
  const library = state.sections.find(({ key }) => key === sectionId)?.title;
  const facts = { titleSort, contentRating };
  return {
    ratingKey: String(id),
    key: `/library/collections/${id}/children`,
    guid: `collection://00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    type: 'collection',
    title,
    summary,
    subtype,
    ...(smart ? { smart } : {}),
    ...Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)),
    librarySectionTitle: library,
    librarySectionID: sectionId,
    librarySectionKey: `/library/sections/${sectionId}`,
    thumb: `/library/collections/${id}/composite/${addedAt}?width=400&height=600`,
    addedAt,
    updatedAt: addedAt,
    // Plex writes this one as text.
    childCount: String(store.itemsOf(collection).length),
    collectionMode: String(collection.mode),
    collectionSort: String(collection.sort),
    ...(labels.length === 0 ? {} : { Label: labels.map((tag) => ({ tag })) }),
  };
}
