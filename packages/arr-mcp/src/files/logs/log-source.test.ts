import { gzipSync } from 'node:zlib';

import { afterAll, describe, expect, it } from 'vitest';

import { LogFolder } from './log-search.fixtures.ts';
import { openSource } from './log-source.ts';
import { readLogEnd } from './read-log-end.ts';

const folder = new LogFolder();
afterAll(() => folder.remove());

const lines = Array.from({ length: 5000 }, (_, index) => `line ${index} ${Math.sin(index)}\n`).join('');

async function unpack(content: Uint8Array, maxBytes?: number): Promise<{ text: string; fault: string | undefined }> {
  await using file = await folder.files.open(folder.write('logs/app.log.1.gz', content));
  using source = openSource(file, maxBytes);
  const parts: Buffer[] = [];
  for (;;) {
    const buffer = Buffer.alloc(1000);
    const count = await source.read(buffer);
    if (count === 0) return { text: Buffer.concat(parts).toString(), fault: source.fault };
    parts.push(buffer.subarray(0, count));
  }
}

describe('openSource', () => {
  it('unpacks a compressed file', async () => {
    expect(await unpack(gzipSync(lines))).toEqual({ text: lines, fault: undefined });
  });

  it('unpacks several files that were joined', async () => {
    const { text } = await unpack(Buffer.concat([gzipSync('one\n'), gzipSync(lines), gzipSync('two\n')]));

    expect(text).toBe(`one\n${lines}two\n`);
  });

  it('gives what there is of a file that was cut off, and says so', async () => {
    const { text, fault } = await unpack(gzipSync(lines).subarray(0, -20_000));

    expect(lines.startsWith(text)).toBe(true);
    expect(text.length).toBeGreaterThan(10_000);
    expect(fault).toBe('unexpected end of file');
  });

  it('gives what comes before a damaged part', async () => {
    const content = gzipSync(lines);
    content.fill(0xff, content.length - 20_000, content.length - 10_000);

    const { text, fault } = await unpack(content);

    expect(text.length).toBeGreaterThan(10_000);
    expect(fault).toBeDefined();
  });

  it.each([
    ['is not compressed', 'plain text', 'incorrect header check'],
    ['is empty', '', 'unexpected end of file'],
  ])('says what is wrong with a file that %s', async (_what, content, fault) => {
    expect(await unpack(Buffer.from(content))).toEqual({ text: '', fault });
  });

  it('stops at a limit where a small file unpacks to a huge one', async () => {
    const { text, fault } = await unpack(gzipSync(Buffer.alloc(50_000_000)), 1_000_000);

    expect(text.length).toBeLessThanOrEqual(1_000_000);
    expect(fault).toBe('it unpacks to more than 1000000 bytes');
  });

  it('ends where a file ends that was cut while it was read', async () => {
    const path = folder.write('logs/app.log', 'one\ntwo\n');
    await using file = await folder.files.open(path);
    folder.write('logs/app.log', 'one\n');
    using source = openSource(file);
    const buffer = Buffer.alloc(100);

    const counts = [await source.read(buffer), await source.read(buffer)];

    expect(counts).toEqual([4, 0]);
  });
});

describe('readLogEnd', () => {
  const signal = new AbortController().signal;
  const endOf = async (name: string, content: string | Uint8Array, wanted: { lines: number; before?: number }) => {
    await using file = await folder.files.open(folder.write(`logs/${name}`, content));
    return await readLogEnd(file, { ...wanted, signal });
  };

  it.each([
    ['plain', 'end.log', (text: string) => Buffer.from(text)],
    ['compressed', 'end.log.1.gz', (text: string) => gzipSync(text)],
  ])('gives the last lines of a %s file, and those before them', async (_kind, name, pack) => {
    const pages: string[][] = [];
    let before: number | undefined;
    do {
      const { lines: page } = await endOf(name, pack(lines), {
        lines: 700,
        ...(before === undefined ? {} : { before }),
      });
      pages.unshift(page.map(({ text }) => text));
      before = page[0]?.start;
    } while (before !== undefined && before > 0);

    expect(pages.flat()).toEqual(lines.trimEnd().split('\n'));
    expect(pages).toHaveLength(8);
  });

  it.each([
    ['', []],
    ['\n', ['']],
    ['a', ['a']],
    ['a\nb', ['a', 'b']],
    ['a\r\nb\r\n', ['a', 'b']],
    ['\n\na\n', ['', '', 'a']],
  ])('reads %j as %j', async (content, expected) => {
    const { lines: found } = await endOf('end.log', content, { lines: 10 });

    expect(found.map(({ text }) => text)).toEqual(expected);
  });

  it('leaves out the line that a position lies in', async () => {
    const { lines: found } = await endOf('end.log', 'one\ntwo\nthree\n', { lines: 10, before: 6 });

    expect(found).toEqual([{ text: 'one', start: 0 }]);
  });

  it('gets past a line of many megabytes', async () => {
    const content = `first\n${'x'.repeat(3_000_000)}\nlast\n`;
    const texts: string[] = [];
    let before: number | undefined;
    do {
      const { lines: page } = await endOf('end.log', content, {
        lines: 2,
        ...(before === undefined ? {} : { before }),
      });
      texts.unshift(...page.map(({ text }) => text));
      before = page[0]?.start;
    } while (before !== undefined && before > 0);

    expect([texts[0], texts.at(-1)]).toEqual(['first', 'last']);
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThan(10_000);
  });
});
