import { linkSync, mkdirSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { DiskUsage } from '../../files/disk-usage.ts';
import { ScopeFolders, uid } from '../../files/file-scope.fixtures.ts';
import { StackDirectory } from '../../files/stack-directory.ts';
import { textWith } from '../../testing/text-with.ts';
import { ToolBench } from '../../testing/tool-bench.ts';

let folders: ScopeFolders;
let bench: ToolBench;
beforeEach(() => {
  folders = new ScopeFolders();
  bench = new ToolBench({
    files: folders.files,
    disks: new DiskUsage({ media: folders.path('media') }),
    stacks: new StackDirectory(folders.path('stacks'), uid),
  });
});
afterEach(() => folders.remove());

async function read(name: string, offset = 0): Promise<Record<string, unknown>> {
  return bench.call('file_read', { path: folders.path(name), offset });
}

/** All parts of a file, put together. */
async function readAll(name: string): Promise<string> {
  const parts: string[] = [];
  for (let offset: unknown = 0; offset !== undefined;) {
    const part = await read(name, Number(offset));
    expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(25_000);
    parts.push(String(part['content']));
    offset = part['next_offset'];
  }
  return parts.join('');
}

describe('disk_usage', () => {
  it('B18 tells the disks of the scopes, or the one of a path', async () => {
    folders.write('media/film.mkv');
    const all = await bench.call('disk_usage');

    expect(all).toMatchObject({
      disks: [
        {
          use: ['media'],
          total_bytes: expect.any(Number) as number,
          used_bytes: expect.any(Number) as number,
          free_bytes: expect.any(Number) as number,
          used_percent: expect.any(Number) as number,
        },
      ],
    });
    await expect(bench.call('disk_usage', { path: folders.path('media/film.mkv') })).resolves.toMatchObject({
      disks: [{ use: ['media'], path: folders.path('media') }],
    });
  });

  it('knows no disk of a path outside of the scopes', async () => {
    await expect(bench.call('disk_usage', { path: '/proc' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('directory_list', () => {
  it('tells the directories that can be looked into', async () => {
    const { items } = await bench.call('directory_list');

    expect(items).toContainEqual({ name: 'logs', type: 'scope', path: folders.path('logs'), writable: false });
  });

  it('B19 lists by name, size or time, in pages', async () => {
    folders.write('media/films/a', 'aaa');
    folders.write('media/films/b', 'b');
    mkdirSync(folders.path('media/films/c'));
    const path = folders.path('media/films');

    const first = await bench.call('directory_list', { path, limit: 2 });
    const largest = await bench.call('directory_list', { path, sort: 'size', limit: 100 });

    expect(first).toMatchObject({ total: 3, items: [{ name: 'a', size_bytes: 3 }, { name: 'b' }] });
    const second = await bench.call('directory_list', { path, limit: 2, cursor: first['next_cursor'] });
    expect(second).toMatchObject({ items: [{ name: 'c', type: 'directory', modified: textWith('T') }] });
    expect(largest['items']).toMatchObject(expect.arrayContaining([expect.objectContaining({ name: 'a' })]) as object);
  });

  it('finds nothing outside of the scopes', async () => {
    await expect(bench.call('directory_list', { path: '/etc' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('file_read', () => {
  it('B20 returns a text with its hash', async () => {
    folders.write('media/notes.txt', 'one\r\ntwo\n');

    await expect(read('media/notes.txt')).resolves.toMatchObject({
      path: folders.path('media/notes.txt'),
      content: 'one\ntwo\n',
      size_bytes: 9,
      sha256: textWith(/^[0-9a-f]{64}$/),
    });
  });

  it('B20 returns a long text in parts that give the whole', async () => {
    const text = Array.from({ length: 3000 }, (_, line) => `line ${line} "äöü" 🎬`).join('\n');
    folders.write('media/long.txt', text);

    expect(await readAll('media/long.txt')).toBe(text);
  });

  it('returns a text that is larger than what is read at once', async () => {
    const text = Array.from({ length: 30_000 }, (_, line) => `${line} `.padEnd(40, 'äx')).join('\n');
    folders.write('media/large.txt', text);

    const part = await read('media/large.txt', 900_000);

    expect(part).not.toHaveProperty('sha256');
    expect(text).toContain(part['content']);
    expect(part['next_offset']).toBeGreaterThan(906_000);
  });

  it('takes strange bytes out of a text', async () => {
    folders.write(
      'media/odd.txt',
      Buffer.concat([Buffer.from('a\0b\u001B[31mc\u202Ed'), Buffer.from([0xff]), Buffer.from(' and text')]),
    );

    await expect(read('media/odd.txt')).resolves.toMatchObject({ content: 'abcd\uFFFD and text' });
  });

  it.each([
    ['film.mkv', [0x1a, 0x45, 0xdf, 0xa3, 0, 0, 1], 'Matroska or WebM video'],
    ['picture', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0], 'PNG image'],
    ['zeros', [0, 0, 0, 0], 'binary data'],
  ])('describes %s and shows nothing of it', async (name, bytes, kind) => {
    folders.write(`media/${name}`, Buffer.from(bytes));

    const answer = await read(`media/${name}`);

    expect(answer).toMatchObject({ binary: kind, size_bytes: bytes.length });
    expect(answer).not.toHaveProperty('content');
  });

  it.each([
    ['stacks/arr/.env', 'TZ=UTC\nPASS=canary', 'TZ=********\nPASS=********'],
    [
      'stacks/arr/sonarr.container',
      '[Container]\nEnvironment=API_KEY=canary\n',
      '[Container]\nEnvironment=API_KEY=********\n',
    ],
    ['media/recyclarr.yml', 'api_key: canary\nurl: http://x\n', 'api_key: ********\nurl: http://x\n'],
    ['media/system.xml', '<ApiKey>canary</ApiKey>', '<ApiKey>********</ApiKey>'],
    ['media/notes.txt', 'see http://me:canary@host/?apikey=canary', 'see http://me:********@host/?apikey=********'],
    ['media/hidden.txt', 'api\0key=canary', 'apikey=********'],
  ])('masks what is secret in %s', async (name, text, shown) => {
    folders.write(name, text);
    await expect(read(name)).resolves.toMatchObject({ content: shown });
  });

  it('masks secrets wherever a part of a large file begins', async () => {
    const line = `padding ${'x'.repeat(30)} apikey=canary1234567890 http://me:canary1234567890@host `;
    folders.write('media/large.log', line.repeat(15_000));

    for (let offset = 500_000; offset < 500_000 + line.length; offset += 2) {
      const { content } = await read('media/large.log', offset);
      expect(content).not.toMatch(/canary|1234567890/);
      expect(String(content).length).toBeGreaterThan(1000);
    }
  });

  it('leaves compose files to the tool that knows them', async () => {
    folders.write('stacks/arr/compose.yaml', 'services: {}');

    await expect(read('stacks/arr/compose.yaml')).rejects.toMatchObject({
      code: 'refused',
      hint: textWith('compose_read with stack arr'),
    });
  });

  it('refuses files that are nothing but secrets, by their name or another', async () => {
    folders.write('media/sonarr/config.xml', '<Config/>');
    linkSync(folders.path('media/sonarr/config.xml'), folders.path('media/sonarr/notes.txt'));

    await expect(read('media/sonarr/config.xml')).rejects.toMatchObject({ code: 'refused' });
    await expect(read('media/sonarr/notes.txt')).rejects.toMatchObject({ code: 'refused' });
  });

  it.each(['media/none', '../../etc/passwd', 'data/state.txt'])('finds nothing at %s', async (name) => {
    folders.write('data/state.txt');
    await expect(read(name)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('refuses a directory', async () => {
    await expect(read('media')).rejects.toMatchObject({ code: 'refused', hint: textWith('directory_list') });
  });
});
