import { unlinkSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { compileQuery } from './log-query.ts';
import { LogFolder, asTheyAre } from './log-search.fixtures.ts';
import { searchLogs } from './search-logs.ts';

let folder: LogFolder;
beforeEach(() => {
  folder = new LogFolder();
});
afterEach(() => folder.remove());

const day = (date: number): Date => new Date(Date.UTC(2024, 0, date));
const stamped = (date: number, text: string): string => `2024-01-0${date}T12:00:00Z ${text}\n`;

describe('searchLogs', () => {
  it('gives the newest match of all files first', async () => {
    const paths = [
      folder.writeAt('logs/app.log.2.gz', gzipSync(stamped(1, 'hit') + stamped(2, 'hit')), day(2)),
      folder.writeAt('logs/app.log', stamped(5, 'hit'), day(5)),
      folder.writeAt('logs/other.log', stamped(4, 'hit') + stamped(6, 'hit'), day(6)),
      folder.writeAt('logs/app.log.1', stamped(3, 'hit'), day(3)),
    ];

    const { matches, total, filesSearched } = await folder.search(paths, { query: 'hit', limit: 5 });

    expect(matches.map(({ text }) => text.slice(8, 10))).toEqual(['06', '05', '04', '03', '02']);
    expect({ total, filesSearched }).toEqual({ total: 6, filesSearched: 4 });
  });

  it('goes by when the files were written where lines carry no time', async () => {
    const paths = [
      folder.writeAt('logs/app.log.1', 'hit 1\nhit 2\n', day(1)),
      folder.writeAt('logs/app.log', 'hit 3\nhit 4\n', day(2)),
    ];

    const { matches } = await folder.search(paths, { query: 'hit' });

    expect(matches.map(({ text }) => text)).toEqual(['hit 4', 'hit 3', 'hit 2', 'hit 1']);
  });

  it('searches a range of time, its limits included', async () => {
    const path = folder.write('logs/app.log', [1, 2, 3, 4].map((date) => stamped(date, 'hit')).join(''));
    const at = (date: number): number => Date.UTC(2024, 0, date, 12);

    const { matches, total } = await folder.search([path], { query: 'hit', since: at(2), until: at(3) });

    expect(matches.map(({ line }) => line)).toEqual([3, 2]);
    expect(total).toBe(2);
  });

  it.each([48, 64, 200, 4096])(
    'counts a stack trace to the line before it, in blocks of %i bytes',
    async (blockBytes) => {
      const trace = (name: string) => `  at ${name}.one()\n  at ${name}.two()\n`;
      const content = `${trace('Early')}${stamped(1, 'x')}${trace('Old')}${stamped(3, 'x')}${trace('New')}`;
      const path = folder.write('logs/app.log', content);

      const { matches } = await folder.search([path], { query: 'at ', since: Date.UTC(2024, 0, 2), blockBytes });

      expect(matches.map(({ text }) => text.trim())).toEqual(['at New.two()', 'at New.one()']);
    },
  );

  it('does not open a file that was last written before the range', async () => {
    const paths = [folder.writeAt('logs/app.log.1', stamped(1, 'hit'), day(1)), folder.write('logs/app.log', 'x\n')];

    const { filesSearched, notes } = await folder.search(paths, { query: 'hit', since: day(2).getTime() });

    expect(filesSearched).toBe(1);
    expect(notes).toEqual([`${paths[1]}: its lines carry no time that is known here`]);
  });

  it('searches the others when one is gone meanwhile', async () => {
    const paths = [folder.write('logs/a.log', 'hit\n'), folder.write('logs/b.log', 'hit\n')];
    const facts = await folder.files.list(folder.path('logs'));
    unlinkSync(folder.path('logs/a.log'));

    const { total, notes } = await searchLogs(folder.files, facts, {
      matcher: compileQuery({ query: 'hit', isRegex: false, isCaseSensitive: false, shown: asTheyAre }),
      limit: 5,
      context: 0,
      signal: new AbortController().signal,
    });

    expect(total).toBe(1);
    expect(notes).toEqual([expect.stringContaining(paths[0] ?? '')]);
  });

  it('leaves what is written meanwhile for the next time', async () => {
    const path = folder.write('logs/app.log', 'hit\n');
    const before = await folder.files.find(path);
    const grown = await folder.files.open(path);
    folder.write('logs/app.log', 'hit\nhit\n');
    const open = async () => grown;

    const { total } = await searchLogs({ open }, before === undefined ? [] : [before], {
      matcher: compileQuery({ query: 'hit', isRegex: false, isCaseSensitive: false, shown: asTheyAre }),
      limit: 5,
      context: 0,
      signal: new AbortController().signal,
    });

    expect(total).toBe(1);
  });
});
