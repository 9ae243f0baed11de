import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { Guids, toExternalIds } from './external-ids.ts';
import { container, flag, id, many, number, one, seconds, tags, text, time } from './plex-fields.ts';

describe('the fields of Plex', () => {
  const Item = z.object({ id, number, flag, time, seconds, text });

  it('are the same of JSON and of XML', () => {
    const json = { id: '7', number: 1.5, flag: true, time: 1_700_000_000, seconds: 90_000, text: 'a' };
    const xml = { id: '7', number: '1.5', flag: '1', time: '1700000000', seconds: '90000', text: 'a' };

    expect(Item.parse(xml)).toEqual(Item.parse(json));
    expect(Item.parse(json)).toEqual({
      id: 7,
      number: 1.5,
      flag: true,
      time: '2023-11-14T22:13:20Z',
      seconds: 90,
      text: 'a',
    });
  });

  it.each([
    ['nothing', {}],
    ['null', { id: null, number: null, flag: null, time: null, seconds: null, text: null }],
    ['empty text', { id: '', number: ' ', flag: '', time: '', seconds: '', text: '' }],
    ['nonsense', { id: 'library', number: 'NaN', time: 'soon', seconds: [], text: {} }],
    ['what is out of bounds', { id: -1, number: Infinity, time: 1e18, seconds: 'Infinity' }],
  ])('are left out for %s', (_what, given) => {
    expect(JSON.parse(JSON.stringify(Item.parse(given)))).toEqual({});
  });

  it('are no time for the year of the epoch, which Plex means nothing by', () => {
    expect(time.parse(0)).toBeUndefined();
  });

  it('take a list, one object and nothing for a list', () => {
    const List = many(z.object({ text }));

    expect([[{ text: 'a' }], { text: 'a' }, undefined, null].map((given) => List.parse(given).length)).toEqual([
      1, 1, 0, 0,
    ]);
  });

  it('take an object, also out of a list', () => {
    const One = one(z.object({ text }));

    expect([{ text: 'a' }, [{ text: 'a' }]].map((given) => One.parse(given)?.text)).toEqual(['a', 'a']);
    expect([undefined, []].map((given) => One.parse(given))).toEqual([undefined, undefined]);
  });

  it('take the names of tags', () => {
    expect(tags.parse([{ tag: 'Drama' }, { id: 1 }, { tag: '' }])).toEqual(['Drama']);
  });

  it('are read below the root', () => {
    const List = container({ Metadata: many(z.object({ text })) });

    expect(List.parse({ MediaContainer: { size: '1', Metadata: [{ text: 'a' }] } })).toMatchObject({ size: 1 });
    expect(List.safeParse({ Other: {} }).success).toBe(false);
  });
});

describe('external ids', () => {
  it('are those of imdb, tmdb and tvdb', () => {
    const guids = [{ id: 'imdb://tt0137523' }, { id: 'tmdb://550' }, { id: 'tvdb://81189' }, { id: 'mbid://x' }];

    expect(Guids.parse(guids)).toEqual({ imdb: 'tt0137523', tmdb: 550, tvdb: 81_189 });
  });

  it.each([
    ['com.plexapp.agents.imdb://tt0137523?lang=en', { imdb: 'tt0137523' }],
    ['com.plexapp.agents.thetvdb://81189/1/2?lang=en', { tvdb: 81_189 }],
    ['com.plexapp.agents.themoviedb://550?lang=en', { tmdb: 550 }],
    ['plex://movie/5d776830f59e58002189813a', {}],
    ['imdb://550', {}],
    ['tmdb://../../etc', {}],
    ['local://12', {}],
  ])('are read of %s', (guid, ids) => {
    expect(toExternalIds([guid])).toEqual(ids);
  });
});
