import { describe, expect, it } from 'vitest';

import { chooseOne, idOrTitle } from './choose-one.ts';
import { chooseProfile } from './choose-profile.ts';
import { chooseRootFolder } from './choose-root-folder.ts';
import { chooseTags } from './choose-tags.ts';

const library = [
  { id: 1, title: 'The Office', year: 2001 },
  { id: 2, title: 'The Office', year: 2005 },
  { id: 3, title: 'Amélie', year: 2001 },
  { id: 4, title: '1917', year: 2019 },
  { id: 5, title: 'Mission: Impossible – Fallout' },
  { id: 6, title: 'Office' },
  { id: 8, title: '$#*!' },
  { id: 7 },
];

function choose(given: string) {
  return chooseOne(library, { kind: 'movie', given, listTool: 'radarr_get_all_movies' });
}

describe('chooseOne', () => {
  it.each([
    ['3', 3],
    ['amelie', 3],
    ['AMÉLIE', 3],
    ['The Office (2005)', 2],
    ['the office 2001', 1],
    ['mission impossible fallout', 5],
    ['fallout', 5],
    ['1917', 4],
    ['Office', 6],
    ['7', 7],
    ['$#*!', 8],
  ])('takes %j for record %j', (given, id) => {
    expect(choose(given).id).toBe(id);
  });

  it('does not guess between several, and tells which there are', () => {
    expect(() => choose('the office')).toThrow(
      expect.objectContaining({
        code: 'invalid_argument',
        details: {
          choices: [
            { id: 1, title: 'The Office', year: 2001 },
            { id: 2, title: 'The Office', year: 2005 },
          ],
        },
      }) as Error,
    );
  });

  it('does not guess whether a number is an id or a title', () => {
    const both = [{ id: 1917, title: 'Dunkirk' }, library[3]!];

    expect(() => chooseOne(both, { kind: 'movie', given: '1917', listTool: 'x' })).toThrow('2 fit movie 1917');
  });

  it.each(['nothing of the kind', '99', '!!!', ' '])('finds nothing for %j, and says where to look', (given) => {
    expect(() => choose(given)).toThrow(
      expect.objectContaining({ code: 'not_found', hint: expect.stringContaining('radarr_get_all_movies') as string }),
    );
  });

  it('shows ten choices at most, each a short line', () => {
    const many = Array.from({ length: 50 }, (_, id) => ({ id, title: `Long\n${'x'.repeat(500)}` }));

    const choices = caught(() => chooseOne(many, { kind: 'movie', given: 'long', listTool: 'x' }));

    expect(choices).toHaveLength(10);
    expect(JSON.stringify(choices).length).toBeLessThan(1500);
  });
});

function caught(act: () => unknown): unknown[] {
  try {
    act();
  } catch (error) {
    return (error as { details: { choices: unknown[] } }).details.choices;
  }
  throw new Error('nothing was thrown');
}

describe('idOrTitle', () => {
  it.each([
    [12, '12'],
    ['12', '12'],
    ['A title', 'A title'],
  ])('reads %j as %j', (given, text) => {
    expect(idOrTitle.parse(given)).toBe(text);
  });

  it.each([[''], [null], [{}], [true], ['x'.repeat(201)]])('refuses %j', (given) => {
    expect(idOrTitle.safeParse(given).success).toBe(false);
  });
});

describe('chooseProfile', () => {
  const profiles = [
    { id: 1, name: 'HD-1080p' },
    { id: 4, name: 'Ultra-HD' },
  ].map((profile) => ({ ...profile, upgradeAllowed: true, items: [] }));

  it.each([
    ['hd-1080p', 1],
    [4, 4],
    ['4', 4],
    ['1080p', 1],
    ['ultra', 4],
  ])('takes %j for profile %j', (given, id) => {
    expect(chooseProfile(profiles, given).id).toBe(id);
  });

  it('takes the only one when none is named', () => {
    expect(chooseProfile(profiles.slice(1), undefined).id).toBe(4);
  });

  it.each([[undefined], ['HD'], [9], ['108'], ['720p']])('lists them when %j names none', (given) => {
    expect(() => chooseProfile(profiles, given)).toThrow(
      expect.objectContaining({ code: 'invalid_argument', hint: 'There is: HD-1080p (1), Ultra-HD (4).' }) as Error,
    );
  });

  it('says so when there is none', () => {
    expect(() => chooseProfile([], undefined)).toThrow('no quality profile is set up');
  });
});

describe('chooseRootFolder', () => {
  const folders = [
    { id: 1, path: '/data/tv/', accessible: true, freeSpace: 5, unmappedFolders: undefined },
    { id: 2, path: '/data/kids', accessible: false, freeSpace: 5, unmappedFolders: undefined },
  ];

  it.each([['/data/tv'], ['/data/tv/'], [1], ['1']])('takes %j for the first, and gives its path as it is', (given) => {
    expect(chooseRootFolder(folders, given)).toMatchObject({ id: 1, path: '/data/tv/' });
  });

  it('lists them when none or none of them is named', () => {
    expect(() => chooseRootFolder(folders, undefined)).toThrow('there are several');
    expect(() => chooseRootFolder(folders, '/data')).toThrow('there are several');
  });

  it('refuses one that the service cannot reach', () => {
    expect(() => chooseRootFolder(folders, 2)).toThrow(expect.objectContaining({ code: 'unavailable' }) as Error);
  });
});

describe('chooseTags', () => {
  const tags = [
    { id: 1, label: 'kids' },
    { id: 2, label: '4k' },
  ];

  it('takes labels and ids, each tag once', () => {
    expect(chooseTags(tags, ['Kids', '2', '1'])).toEqual([1, 2]);
    expect(chooseTags(tags, [])).toEqual([]);
  });

  it('lists them when one is not there', () => {
    expect(() => chooseTags(tags, ['kids', 'adults'])).toThrow('no tag is adults');
  });
});
