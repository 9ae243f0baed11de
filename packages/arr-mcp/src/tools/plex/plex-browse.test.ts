import { describe, expect, it } from 'vitest';

import { itemsOf, openHousehold } from './plex-household.fixtures.ts';

describe('plex_get_libraries', () => {
  it('D1 E1 lists libraries with type, id, total, uuid and folders', async () => {
    const answer = await openHousehold().bench.call('plex_get_libraries');

    expect(answer).toMatchObject({ total: 3 });
    expect(itemsOf(answer)[0]).toMatchObject({
      id: 1,
      title: 'Movies',
      type: 'movie',
      uuid: '00000000-0000-4000-8000-000000000001',
      folders: ['/data/media/movies'],
    });
    expect(itemsOf(answer)[0]?.['items']).toBeGreaterThan(2);
  });

  it('E1 says what may be wrong where there are no libraries', async () => {
    const { bench } = openHousehold({ instead: () => Response.json({ MediaContainer: { size: 0 } }) });

    expect(await bench.call('plex_get_libraries')).toMatchObject({
      total: 0,
      note: expect.stringContaining('shared with the user') as unknown,
    });
  });

  it('E1 tells beside the libraries of one server that another is down', async () => {
    const { bench } = openHousehold({ instances: ['plex', 'plex-attic'], down: ['plex-attic'] });
    const answer = await bench.call('plex_get_libraries');

    expect(itemsOf(answer)).toHaveLength(3);
    expect(answer['unavailable']).toEqual([expect.objectContaining({ instance: 'plex-attic' })]);
  });
});

describe('plex_get_library_items', () => {
  it.each([
    ['genre', 'genre=drama', /genre=\d+/],
    ['year', 'year=2012', /year=2012/],
    ['content rating', 'content_rating=PG', /contentRating=PG/],
    ['director', 'director=Bo Hemming', /director=\d+/],
    ['actor', 'actor=Bo Hemming', /actor=\d+/],
    ['writer', 'writer=Esi Boateng', /writer=\d+/],
    ['resolution', 'resolution=4k', /resolution=4k/],
    ['studio', 'studio=Snowline', /studio=Snowline/],
    ['title', 'title=harbour', /title=harbour/],
  ])('D7 lets Plex itself filter by %s', async (_what, filter, sent) => {
    const { bench, asked } = openHousehold();
    const all = await bench.call('plex_get_library_items', { library: 'Movies' });
    const found = await bench.call('plex_get_library_items', { library: 'Movies', filters: [filter] });

    expect(asked.at(-1)).toMatch(sent);
    expect(found['total']).toBeLessThan(Number(all['total']));
    expect(found['total']).toBeGreaterThan(0);
  });

  it('D7 tells what was not watched from what was, of shows by their episodes', async () => {
    const { bench, asked } = openHousehold();
    const episodes = { library: 'TV Shows', filters: ['type=episode'] };
    const [all, watched, unwatched] = [
      await bench.call('plex_get_library_items', episodes),
      await bench.call('plex_get_library_items', { ...episodes, watched: true }),
      await bench.call('plex_get_library_items', { ...episodes, watched: false }),
    ];
    await bench.call('plex_get_library_items', { library: 'TV Shows', watched: false });

    expect(itemsOf(watched).every((row) => row['watched'] === true)).toBe(true);
    expect(itemsOf(unwatched).every((row) => row['watched'] === false)).toBe(true);
    expect(Number(watched['total']) + Number(unwatched['total'])).toBe(all['total']);
    expect(asked.at(-1)).toContain('unwatchedLeaves=1');
  });

  it('D7 filters shows by the network and by the resolution of their episodes', async () => {
    const { bench, asked } = openHousehold();
    const filters = ['network=Northlight', 'resolution=1080'];
    await bench.call('plex_get_library_items', { library: 'TV Shows', filters });

    expect(asked.at(-1)).toMatch(/episode\.resolution=1080/);
    expect(asked.at(-1)).toMatch(/network=\d+/);
  });

  it('E2 takes the id of a library, and gives fifty items where nothing else is said', async () => {
    const { bench } = openHousehold();
    const answer = await bench.call('plex_get_library_items', { library: 2, filters: ['type=episode'] });

    expect(itemsOf(answer)).toHaveLength(50);
    expect(answer['total']).toBeGreaterThan(50);
    const next = await bench.call('plex_get_library_items', {
      library: 2,
      filters: ['type=episode'],
      cursor: answer['next_cursor'],
    });
    expect(itemsOf(next)[0]?.['id']).not.toBe(itemsOf(answer)[0]?.['id']);
  });

  it('sorts by what was added last', async () => {
    const { bench } = openHousehold();
    const answer = await bench.call('plex_get_library_items', { library: 'Movies', sort: 'added', order: 'desc' });
    const times = itemsOf(answer).map((row) => String(row['added_at']));

    expect(times).toEqual(times.toSorted().toReversed());
  });

  it('answers a genre that the library has not with those that it has', async () => {
    const { bench } = openHousehold();

    await expect(
      bench.call('plex_get_library_items', { library: 'Movies', filters: ['genre=Western'] }),
    ).rejects.toMatchObject({
      code: 'invalid_argument',
      details: { choices: expect.arrayContaining(['Drama']) as unknown },
    });
  });

  it.each(['colour=red', 'genre', 'year=soon', 'resolution=8k'])(
    'answers the filter %s with those that there are',
    async (filter) => {
      await expect(
        openHousehold().bench.call('plex_get_library_items', { library: 'Movies', filters: [filter] }),
      ).rejects.toMatchObject({ code: 'invalid_argument', hint: expect.stringContaining('content_rating') as unknown });
    },
  );

  it('gives the same of a server that answers XML', async () => {
    const ask = async (xml: boolean) =>
      openHousehold({ xml }).bench.call('plex_get_library_items', { library: 'Movies', sort: 'year' });

    expect(await ask(true)).toEqual(await ask(false));
  });

  it('puts the items of two servers in one order, each with its server', async () => {
    const { bench } = openHousehold({ instances: ['plex', 'plex-attic'] });
    const answer = await bench.call('plex_get_library_items', { library: 'Movies' });
    const titles = itemsOf(answer).map((row) => String(row['title']));

    expect(new Set(itemsOf(answer).map((row) => row['instance']))).toEqual(new Set(['plex', 'plex-attic']));
    expect(titles).toEqual(titles.toSorted((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1)));
  });
});

describe('plex_search', () => {
  it('D8 finds by a part of the title, all types together', async () => {
    const { bench, asked } = openHousehold();
    const answer = await bench.call('plex_search', { query: 'light' });

    expect(itemsOf(answer).map((row) => row['type'])).toEqual(expect.arrayContaining(['movie', 'show']));
    expect(itemsOf(answer)[0]).toMatchObject({
      id: expect.any(Number) as unknown,
      year: expect.any(Number) as unknown,
    });
    expect(asked.at(-1)).toContain('limit=100');
  });

  it('D8 finds by the people of a film as well', async () => {
    const { bench } = openHousehold();
    const [film] = itemsOf(await bench.call('plex_get_item', { item: 'Harbour Lights' }));
    const [actor] = String(film?.['actors']).split(' (');
    const found = itemsOf(await bench.call('plex_search', { query: actor, type: 'movie' }));

    expect(found).toContainEqual(expect.objectContaining({ title: 'Harbour Lights' }));
  });

  it('E6 narrows to a type and to a library', async () => {
    const { bench } = openHousehold();
    const shows = await bench.call('plex_search', { query: 'light', type: 'show' });
    const inMovies = await bench.call('plex_search', { query: 'light', library: 'Movies' });

    expect(new Set(itemsOf(shows).map((row) => row['type']))).toEqual(new Set(['show']));
    expect(new Set(itemsOf(inMovies).map((row) => row['library_id']))).toEqual(new Set([1]));
  });

  it('refuses an empty query', async () => {
    await expect(openHousehold().bench.call('plex_search', { query: ' ' })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
  });
});

describe('plex_get_item', () => {
  it('D9 gives a film by its title, with its ids elsewhere and its file', async () => {
    const { bench } = openHousehold();
    const [item] = itemsOf(await bench.call('plex_get_item', { item: 'Harbour Lights', detail: 'detailed' }));

    expect(item).toMatchObject({
      title: 'Harbour Lights',
      year: 2012,
      duration_seconds: 108 * 60,
      ids: { imdb: 'tt9800001', tmdb: 660_001 },
      genres: ['Drama'],
      files: [
        { path: expect.stringContaining('/data/media/movies/') as unknown, streams: expect.any(Array) as unknown },
      ],
    });
  });

  it('masks what looks like a key in a summary', async () => {
    const item = { ratingKey: '1', type: 'movie', title: 'Harbour Lights', summary: 'See https://i.test/?apikey=k3y.' };
    const { bench } = openHousehold({ instead: () => Response.json({ MediaContainer: { Metadata: [item] } }) });

    expect(itemsOf(await bench.call('plex_get_item', { item: '1' }))).toMatchObject([
      { summary: 'See https://i.test/?apikey=********' },
    ]);
  });

  it('D9 lists the seasons of a show', async () => {
    const { bench } = openHousehold();
    const [item] = itemsOf(await bench.call('plex_get_item', { item: 'Second Breakfast' }));

    expect(item).toMatchObject({ type: 'show', seasons: 4, ids: { tvdb: 990_002 }, children_total: 4 });
    expect(item?.['children']).toEqual(
      expect.arrayContaining([expect.objectContaining({ title: 'Season 2', number: 2, episodes: 12 })]),
    );
  });

  it('D9 answers a title that several have with the choices', async () => {
    const refusal = openHousehold().bench.call('plex_get_item', { item: 'Episode 1' });

    await expect(refusal).rejects.toMatchObject({
      code: 'invalid_argument',
      details: {
        choices: expect.arrayContaining([
          expect.objectContaining({ title: 'Second Breakfast S02E01 Episode 1', type: 'episode' }),
        ]) as unknown,
      },
    });
  });

  it('says that nothing has that id', async () => {
    await expect(openHousehold().bench.call('plex_get_item', { item: 999_999 })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
