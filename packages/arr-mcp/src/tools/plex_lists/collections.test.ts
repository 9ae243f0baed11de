import { beforeEach, describe, expect, it } from 'vitest';

import { type PlexBench, type Row, itemsOf, openPlexBench } from '../plex_library/plex-bench.fixtures.ts';

let plex: PlexBench;

beforeEach(() => {
  plex = openPlexBench();
});

const harbour = 'The Harbour Collection';

async function names(collection: unknown): Promise<unknown[]> {
  return itemsOf(await plex.call('plex_get_collection', { collection })).map((item) => item['name']);
}

async function find(title: string): Promise<Row | undefined> {
  return itemsOf(await plex.call('plex_list_collections')).find((each) => each['title'] === title);
}

/** What the server itself has of a collection. */
async function record(title: string): Promise<unknown> {
  const request = new Request(`http://plex.test/library/metadata/${String((await find(title))?.['id'])}`, {
    headers: { 'x-plex-token': 'plex-t0ken', accept: 'application/json' },
  });
  const answer = (await (await plex.servers[0]?.fetch(request))?.json()) as { MediaContainer: { Metadata: unknown[] } };
  return answer.MediaContainer.Metadata[0];
}

describe('plex_list_collections', () => {
  it('D24 lists the collections of one library, or of all', async () => {
    const row = { title: harbour, library: 'Movies', library_id: 1, type: 'movie', smart: false, items: 2 };

    expect(await plex.call('plex_list_collections')).toMatchObject({ total: 1, items: [row] });
    expect(await plex.call('plex_list_collections', { library: 'Movies' })).toMatchObject({ items: [row] });
    expect(await plex.call('plex_list_collections', { library: 'Music' })).toMatchObject({ total: 0 });
  });

  it('tells beside what one server gave that another could not be asked', async () => {
    plex = openPlexBench({ instances: ['plex', 'plex-4k'], refusing: ['plex-4k'] });

    expect(await plex.call('plex_list_collections')).toMatchObject({
      items: [{ instance: 'plex' }],
      unavailable: [{ instance: 'plex-4k' }],
    });
  });
});

describe('plex_get_collection', () => {
  it('lists what is in a collection, by its title or its id', async () => {
    expect(await names('harbour')).toEqual(['Harbour Lights (2012)', 'Harbour Nights (2016)']);
    expect(await names((await find(harbour))?.['id'])).toHaveLength(2);
  });

  it('takes the id of a film for no collection', async () => {
    await expect(plex.call('plex_get_collection', { collection: 1 })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('plex_create_collection', () => {
  it('D25 creates a collection of titles and ids in a library', async () => {
    const made = await plex.call('plex_create_collection', {
      title: 'Winter',
      library: 'Movies',
      items: ['A Bicycle for Winter', 'Nope'],
    });

    expect(made).toMatchObject({ title: 'Winter', added: ['A Bicycle for Winter (2019)'], not_found: ['Nope'] });
    expect(await names('Winter')).toEqual(['A Bicycle for Winter (2019)']);
  });

  it('is told of one library, and of items of one type', async () => {
    const { state } = plex.servers[0] ?? {};
    const items = [state?.ofType('show')[0]?.ratingKey, state?.ofType('episode')[0]?.ratingKey];

    await expect(plex.call('plex_create_collection', { title: 'x', library: 'TV Shows', items })).rejects.toMatchObject(
      { code: 'invalid_argument', message: 'a collection holds items of one type' },
    );
    expect(plex.writes).toEqual([]);
  });
});

describe('plex_add_to_collection', () => {
  it('D26 adds items, and tells apart what is in it already, what does not fit and what is not there', async () => {
    const show = plex.servers[0]?.state.ofType('show')[0]?.ratingKey;
    const answer = await plex.call('plex_add_to_collection', {
      collection: harbour,
      items: ['The Quiet Satellite', 'Harbour Lights', show, 'Nope'],
    });

    expect(answer).toMatchObject({
      added: ['The Quiet Satellite (2023)'],
      already_in: ['Harbour Lights (2012)'],
      unfit: ['The Lighthouse Keepers (2021)'],
      not_found: ['Nope'],
      total: 3,
    });
    expect(await names(harbour)).toHaveLength(3);
  });

  it('adds nothing to a smart collection, and says why', async () => {
    const smart = {
      ratingKey: '900',
      type: 'collection',
      title: 'New',
      key: '/library/collections/900/children',
      addedAt: 1,
      smart: true,
      librarySectionID: 1,
    };
    plex = openPlexBench({
      instead: ({ url }) =>
        url.endsWith('/library/metadata/900?includeGuids=1') || url.endsWith('/library/metadata/900')
          ? Response.json({ MediaContainer: { size: 1, Metadata: [smart] } })
          : undefined,
    });

    await expect(
      plex.call('plex_add_to_collection', { collection: 900, items: ['Harbour Lights'] }),
    ).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('smart collection') as string });
    expect(plex.writes).toEqual([]);
  });
});

describe('plex_remove_from_collection', () => {
  it('D27 takes items out, and tells what is not in it', async () => {
    const answer = await plex.call('plex_remove_from_collection', {
      collection: harbour,
      items: ['Harbour Nights (2016)', 'Nope'],
    });

    expect(answer).toMatchObject({ removed: ['Harbour Nights (2016)'], not_found: ['Nope'], remaining: 1 });
    expect(await names(harbour)).toEqual(['Harbour Lights (2012)']);
  });
});

describe('plex_edit_collection', () => {
  it('D28 changes texts, labels, images, and how it is shown', async () => {
    const changes = {
      title: 'Quays',
      sort_title: 'Quays, The',
      summary: 'Ships.',
      content_rating: 'PG',
      add_labels: ['sea'],
      poster: 'https://images.example/p.jpg',
      background: 'https://images.example/b.jpg',
      mode: 'hide_items',
      order: 'custom',
    };
    const answer = await plex.call('plex_edit_collection', { collection: harbour, changes });

    expect(answer).toMatchObject({ title: 'Quays', changed: expect.arrayContaining(Object.keys(changes)) as string[] });
    expect(await record('Quays')).toMatchObject({
      titleSort: 'Quays, The',
      summary: 'Ships.',
      contentRating: 'PG',
      Label: [{ tag: 'sea' }],
      collectionMode: '1',
      collectionSort: '2',
    });
    expect(plex.writes.filter((write) => write.startsWith('POST'))).toEqual([
      expect.stringContaining('/posters?url='),
      expect.stringContaining('/arts?url='),
    ]);
  });

  it('D28 replaces labels, and takes some away', async () => {
    await plex.call('plex_edit_collection', { collection: harbour, changes: { labels: ['sea', 'kept'] } });
    await plex.call('plex_edit_collection', { collection: harbour, changes: { remove_labels: ['SEA'] } });

    expect(await record(harbour)).toMatchObject({ Label: [{ tag: 'kept' }] });
    await plex.call('plex_edit_collection', { collection: harbour, changes: { labels: ['new'] } });
    expect(await record(harbour)).toMatchObject({ Label: [{ tag: 'new' }] });
  });
});

describe('plex_edit_collection, of labels and of whose views count', () => {
  it('D28 says which labels were there already, and adds none twice in another case', async () => {
    await plex.call('plex_edit_collection', { collection: harbour, changes: { labels: ['Sea'] } });
    const changes = { add_labels: ['sea'], remove_labels: ['none'], title: 'Quays' };

    expect(await plex.call('plex_edit_collection', { collection: harbour, changes })).toMatchObject({
      changed: ['title'],
      unchanged: ['label sea', 'label none'],
    });
    expect(await record('Quays')).toMatchObject({ Label: [{ tag: 'Sea' }] });
  });

  it('D28 sets whose views the rules of a smart collection look at', async () => {
    await plex.call('plex_edit_collection', { collection: harbour, changes: { filter_by: 'user' } });

    expect(plex.writes).toEqual([expect.stringMatching(/\/prefs\?collectionFilterBasedOnUser=1$/)]);
  });
});

describe('plex_delete_collection', () => {
  it('D29 says what would go, and does nothing without a token', async () => {
    expect(await plex.call('plex_delete_collection', { collection: harbour })).toMatchObject({
      status: 'confirmation_required',
      summary:
        'Deletes the collection The Harbour Collection of Movies (2 items) from plex for good; the items and their files stay.',
    });
    expect(plex.writes).toEqual([]);
  });

  it('D29 deletes it when that was agreed to, and leaves its films', async () => {
    const { done } = await plex.confirm('plex_delete_collection', { collection: harbour, library: 'Movies' });

    expect(done).toMatchObject({ status: 'done', deleted: harbour });
    expect(await find(harbour)).toBeUndefined();
    expect(plex.servers[0]?.state.ofType('movie')).toHaveLength(4);
  });
});
