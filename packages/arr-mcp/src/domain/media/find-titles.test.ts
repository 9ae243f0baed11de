import { describe, expect, it } from 'vitest';

import type { Download } from '../downloads/join-downloads.ts';
import { findTitles } from './find-titles.ts';
import { joinMedia } from './join-media.ts';
import type { MediaRecord } from './media-record.ts';

let lastId = 0;

function record(facts: Partial<MediaRecord>): MediaRecord {
  lastId += 1;
  return {
    service: 'plex',
    instance: facts.service ?? 'plex',
    type: 'movie',
    id: lastId,
    title: 'Dune',
    ids: {},
    ...facts,
  };
}

function download(instance: string, mediaId: number): Download {
  return { title: 'x', state: 'downloading', isStuck: false, awaited: [{ instance, queueId: 1, mediaId }] };
}

describe('records of one movie or series', () => {
  it.each([
    ['share an id', [{ imdb: 'tt1' }, { imdb: 'tt1' }], 1],
    [
      'share ids through a third one, whichever comes first',
      [{ imdb: 'tt1' }, { tmdb: 5 }, { imdb: 'tt1', tmdb: 5 }],
      1,
    ],
    ['share none', [{ imdb: 'tt1' }, { imdb: 'tt2' }], 2],
    ['have the same number in two databases', [{ tmdb: 7 }, { tvdb: 7 }], 2],
    ['have none at all', [{}, {}], 2],
    [
      'have 0 or nothing for an id',
      [
        { tmdb: 0, imdb: '' },
        { tmdb: 0, imdb: '' },
      ],
      2,
    ],
  ])('are joined by what they share: they %s', (_case, ids, groups) => {
    expect(joinMedia(ids.map((each) => record({ ids: each })))).toHaveLength(groups);
  });

  it('are not joined across types, which TMDB counts separately', () => {
    expect(joinMedia([record({ ids: { tmdb: 7 } }), record({ type: 'series', ids: { tmdb: 7 } })])).toHaveLength(2);
  });

  it('each stand in one group alone', () => {
    const records = [1, 2, 3, 4].map((id) => record({ ids: { tmdb: id % 2, tvdb: id } }));

    expect(joinMedia(records).flat()).toHaveLength(records.length);
  });
});

describe('a title', () => {
  it.each([
    ['there', { service: 'plex', files: 1 }, { have: 'yes', wanted: false }],
    [
      'there, as its *arr knows',
      { service: 'radarr', files: 1, expected: 1, monitored: true },
      { have: 'yes', wanted: false },
    ],
    [
      'missing and looked for',
      { service: 'radarr', files: 0, expected: 1, monitored: true },
      { have: 'no', wanted: true },
    ],
    [
      'missing and not looked for',
      { service: 'radarr', files: 0, expected: 1, monitored: false },
      { have: 'no', wanted: false },
    ],
    ['there in part', { service: 'sonarr', files: 3, expected: 9, monitored: true }, { have: 'partly', wanted: true }],
    ['not out yet', { service: 'sonarr', files: 0, expected: 0, monitored: true }, { have: 'no', wanted: false }],
    ['only known', { service: 'trakt' }, { have: 'no', wanted: false }],
  ] as const)('is %s', (_case, facts, expected) => {
    expect(findTitles('dune', [record(facts)], [])).toEqual([expect.objectContaining(expected)]);
  });

  it('is there when one of two instances has all of it', () => {
    const arrs = [0, 1].map((files) => record({ service: 'radarr', ids: { tmdb: 1 }, files, expected: 1 }));

    expect(findTitles('dune', arrs, [])[0]?.have).toBe('yes');
  });

  it.each([
    ['yes', { watched: 2 }],
    ['no', { watched: 0 }],
    ['yes', { type: 'series', files: 8, watched: 8 }],
    ['partly', { type: 'series', files: 8, watched: 7 }],
    // How many plays there were on Trakt does not tell of how many episodes.
    ['partly', { service: 'trakt', type: 'series', watched: 90 }],
    [undefined, {}],
  ] as const)('was watched: %s, by %o', (watched, facts) => {
    expect(findTitles('dune', [record(facts)], [])[0]?.watched).toBe(watched);
  });

  it('has the downloads that its own *arr waits for', () => {
    const dune = record({ service: 'radarr', instance: 'radarr' });
    const downloads = [download('radarr', dune.id), download('radarr', dune.id + 1), download('sonarr', dune.id)];

    expect(findTitles('dune', [dune], downloads)[0]?.downloads).toEqual([downloads[0]]);
  });

  it('is called as the *arr calls it', () => {
    const ids = { imdb: 'tt1' };
    const records = [record({ title: 'Der Wüstenplanet', ids }), record({ service: 'radarr', title: 'Dune', ids })];

    expect(findTitles('wüstenplanet', records, [])).toEqual([expect.objectContaining({ title: 'Dune', records })]);
  });

  it('is found by the one that it was made under', () => {
    expect(findTitles('okuribito', [record({ title: 'Departures', originalTitle: 'Okuribito' })], [])).toHaveLength(1);
  });
});

describe('a title that nobody calls so', () => {
  const ids = { imdb: 'tt6468322' };
  const foundByTrakt = record({ service: 'trakt', type: 'series', title: 'Money Heist', isFound: true, ids });
  const ours = record({ service: 'sonarr', type: 'series', title: 'Money Heist', ids });

  it('is found through Trakt, which knows its other names', () => {
    expect(findTitles('la casa de papel', [foundByTrakt, ours], [])).toEqual([
      expect.objectContaining({ title: 'Money Heist', records: [foundByTrakt, ours] }),
    ]);
  });

  it('gives way to one that is called so', () => {
    const named = record({ title: 'La casa de papel' });

    expect(findTitles('la casa de papel', [foundByTrakt, ours, named], [])).toHaveLength(1);
  });
});

describe('of several titles', () => {
  const names = (query: string, records: readonly MediaRecord[]) =>
    findTitles(query, records, []).map(({ title }) => title);

  it('the very one comes first, then what the household has', () => {
    const records = [
      record({ title: 'A Dune Story' }),
      record({ title: 'Dune' }),
      record({ service: 'trakt', title: 'dune!' }),
    ];

    expect(names('dune', records)).toEqual(['Dune', 'dune!', 'A Dune Story']);
  });

  it('those of one name stand by year, the latest first', () => {
    const years = [1984, 2021].map((year) => record({ year, ids: { tmdb: year } }));

    expect(findTitles('dune', years, []).map(({ year }) => year)).toEqual([2021, 1984]);
  });

  it('those that only Trakt knows are left out, but for the very one', () => {
    const strangers = ['Dune', 'Dune Buggies'].map((title) => record({ service: 'trakt', title }));

    expect(names('dune', [record({ title: 'Dune: Part Two' }), ...strangers])).toEqual(['Dune', 'Dune: Part Two']);
    expect(names('dune', strangers)).toEqual(['Dune', 'Dune Buggies']);
  });

  it.each(['...', '  '])('none fits %o', (query) => {
    expect(names(query, [record({})])).toEqual([]);
  });
});
