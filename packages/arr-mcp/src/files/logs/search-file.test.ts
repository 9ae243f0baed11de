import { afterAll, describe, expect, it } from 'vitest';

import { LogFolder, type Search } from './log-search.fixtures.ts';

const folder = new LogFolder();
afterAll(() => folder.remove());

interface Found {
  readonly line: number;
  readonly end: number;
  readonly text: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What a search should find, in the plainest way. */
function searchPlainly(content: Buffer, { query, isRegex, isCaseSensitive, context = 0 }: Search): Found[] {
  const raw = content.toString('latin1').split(/(?<=\n)/);
  if (content.length === 0) raw.length = 0;
  const texts = raw.map((line) => Buffer.from(line.replace(/\r?\n$/, ''), 'latin1').toString());
  const pattern = new RegExp(
    isRegex === true ? query : query.replaceAll(/\W/g, '\\$&'),
    isCaseSensitive === true ? '' : 'i',
  );
  return texts.flatMap((text, index) => {
    if (!pattern.test(text)) return [];
    const end = raw.slice(0, index + 1).join('').length;
    const before = texts.slice(Math.max(0, index - context), index);
    return [{ line: index + 1, end, text, before, after: texts.slice(index + 1, index + 1 + context) }];
  });
}

async function searchContent(content: string | Buffer, search: Search): Promise<{ total: number; found: Found[] }> {
  const bytes = Buffer.from(content);
  const { total, matches } = await folder.search([folder.write('logs/app.log', bytes)], search);
  const found = matches.map(({ line, end, text, before, after }) => ({ line, end, text, before, after }));
  return { total, found: found.toReversed() };
}

// The same numbers in each run.
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const pieces = ['a', 'A', 'b', 'Ab', 'ab', ' ', '.', 'é', 'É', '日', '\t', '0', '\n', '\n', '\r\n', '\n\n', '\uFFFD'];

describe('searchFile', () => {
  it.each([
    ['a literal', { query: 'ab' }],
    ['a literal by its case', { query: 'ab', isCaseSensitive: true }],
    ['a letter beyond ASCII in any case', { query: 'é' }],
    ['text with signs of expressions', { query: '.a' }],
    ['an expression with a literal', { query: 'ab ?[ab0]', isRegex: true }],
    ['an expression without one', { query: '^[ab]+$', isRegex: true }],
    ['one of several literals', { query: 'ab|0a|日', isRegex: true }],
    ['empty lines', { query: '^$', isRegex: true }],
  ])('finds %s as a plain search does, wherever the blocks end', async (_what, search) => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = randomNumbers(seed);
      const content = Buffer.from(Array.from({ length: random(200) }, () => pieces[random(pieces.length)]).join(''));
      const options = { ...search, context: seed % 3, limit: 500, blockBytes: 128 + random(100) };

      const { total, found } = await searchContent(content, options);

      const expected = searchPlainly(content, options);
      // A block of a hundred bytes does not hold every line that stands around a match.
      expect(found.map(({ line, end, text }) => ({ line, end, text }))).toEqual(
        expected.map(({ line, end, text }) => ({ line, end, text })),
      );
      expect(total).toBe(expected.length);
    }
  });

  it('gives the lines around a match, also those of other blocks', async () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = randomNumbers(seed);
      const content = Array.from({ length: 60 }, (_, index) => `${random(4) === 0 ? 'ab' : 'x'} ${index}\n`).join('');
      const options = { query: 'ab', context: random(6), limit: 500, blockBytes: 300 + random(50) };

      const { found } = await searchContent(content, options);

      expect(found).toEqual(searchPlainly(Buffer.from(content), options));
    }
  });

  it('keeps the newest matches and counts them all', async () => {
    const lines = Array.from({ length: 1000 }, (_, index) => `match ${index}\n`).join('');

    const { total, found } = await searchContent(lines, { query: 'match', limit: 3, blockBytes: 256 });

    expect(total).toBe(1000);
    expect(found.map(({ text }) => text)).toEqual(['match 997', 'match 998', 'match 999']);
    expect(found[0]?.line).toBe(998);
  });

  it('counts a line once, however often it matches and however many blocks it takes', async () => {
    const content = `short\n${'needle '.repeat(500)}\nneedle\n${'x'.repeat(2000)}needle\n${'y'.repeat(3000)}`;

    const { total, found } = await searchContent(content, { query: 'needle', blockBytes: 256 });

    expect(total).toBe(3);
    expect(found.map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  it('finds a match that lies across two blocks of one line', async () => {
    for (let place = 0; place < 300; place += 1) {
      const content = `${'x'.repeat(500 + place)}needle${'y'.repeat(500)}\nlast`;

      expect((await searchContent(content, { query: 'needle', blockBytes: 256 })).total).toBe(1);
    }
  });

  it('shows the part of a very long line that matched', async () => {
    const content = `${'x'.repeat(100_000)} needle ${'y'.repeat(100_000)}\n`;

    const { found } = await searchContent(content, { query: 'needle' });

    expect(found[0]?.text).toContain(' needle ');
    expect(found[0]?.text.length).toBeLessThan(5000);
  });

  it.each([
    ['an empty file', '', 0],
    ['no line break at the end', 'ab\nab', 2],
    ['NUL bytes', 'a\0b\0ab\0\nx', 1],
    ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0x61, 0x62, 0x0a, 0xc3, 0x0a, 0x61, 0x62]), 2],
    ['nothing but line breaks', '\n\n\n', 0],
  ])('reads %s', async (_what, content, total) => {
    expect((await searchContent(content, { query: 'AB' })).total).toBe(total);
  });

  it('lets the end of an expression match before a carriage return', async () => {
    expect((await searchContent('done\r\n', { query: 'done$', isRegex: true })).total).toBe(1);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort(new Error('the caller left'));

    await expect(searchContent('ab\n', { query: 'ab', signal: stop.signal })).rejects.toThrow('the caller left');
  });
});
