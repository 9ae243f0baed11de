import { chmodSync, linkSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { textWith } from '../testing/text-with.ts';
import { FileScope } from './file-scope.ts';
import { ScopeFolders, uid } from './file-scope.fixtures.ts';
import { sha256 } from './read-held.ts';

let folders: ScopeFolders;
beforeEach(() => {
  folders = new ScopeFolders();
});
afterEach(() => folders.remove());

async function textOf(path: string, maxBytes = 1000): Promise<string | undefined> {
  return (await folders.files.read(path, maxBytes))?.content.toString();
}

describe('the scopes', () => {
  it('are told with their real paths and whether they can be written', async () => {
    await expect(folders.files.roots()).resolves.toEqual([
      { scope: 'stacks', path: folders.path('stacks'), givenPath: folders.path('stacks'), isWritable: true },
      { scope: 'media', path: folders.path('media'), givenPath: folders.path('media'), isWritable: true },
      {
        scope: 'services',
        path: folders.path('media/config'),
        givenPath: folders.path('media/config'),
        isWritable: false,
      },
      { scope: 'logs', path: folders.path('logs'), givenPath: folders.path('logs'), isWritable: false },
    ]);
  });

  it('belong to media where services has the same directory', async () => {
    const media = folders.path('media');
    const files = new FileScope({ stacks: folders.path('none'), media, services: `${media}/`, logs: '/nowhere' }, uid);

    await expect(files.roots()).resolves.toEqual([{ scope: 'media', path: media, givenPath: media, isWritable: true }]);
  });

  it('may be links, and are found by both names', async () => {
    const link = folders.path('link');
    symlinkSync(folders.path('media'), link);
    const file = folders.write('media/film/a.txt', 'a');
    const files = new FileScope({ stacks: link, media: '/none', services: '/none', logs: '/none' }, uid);

    await expect(files.roots()).resolves.toMatchObject([{ path: folders.path('media'), givenPath: link }]);
    await expect(files.find(join(link, 'film/a.txt'))).resolves.toMatchObject({ path: file, scope: 'stacks' });
    await expect(files.find(file)).resolves.toMatchObject({ path: file, scope: 'stacks' });
  });

  it('have nothing in them that lies in a closed directory', async () => {
    const closed = folders.path('media/server');
    const key = folders.write('media/server/api-key.txt');
    const media = folders.path('media');
    const files = new FileScope({ stacks: media, media, services: media, logs: media }, uid, [closed]);

    await expect(files.find(key)).resolves.toBeUndefined();
    expect((await files.list(media)).map(({ path }) => path)).not.toContain(closed);
  });
});

describe('listing', () => {
  it('tells what is in a directory, by name', async () => {
    folders.write('media/film/b.mkv', 'bb');
    mkdirSync(folders.path('media/film/a'));

    const facts = await folders.files.list(folders.path('media/film/'));

    expect(facts).toMatchObject([
      { path: folders.path('media/film/a'), type: 'directory', scope: 'media' },
      { path: folders.path('media/film/b.mkv'), type: 'file', sizeBytes: 2, modified: expect.any(Date) as Date },
    ]);
  });

  it('names files of secrets, and leaves out links, drafts and names with control characters', async () => {
    folders.write('media/app/config.xml');
    folders.write('media/app/.arr-mcp-0123456789abcdef.tmp');
    folders.write('media/app/two\nlines');
    symlinkSync('/etc', folders.path('media/app/link'));

    const facts = await folders.files.list(folders.path('media/app'));

    expect(facts.map(({ path }) => path)).toEqual([folders.path('media/app/config.xml')]);
  });

  it('shows a scope inside another one as that scope', async () => {
    const facts = await folders.files.list(folders.path('media'));

    expect(facts).toMatchObject([{ path: folders.path('media/config'), scope: 'services', type: 'directory' }]);
  });

  it('refuses a file', async () => {
    const path = folders.write('media/a.txt');
    await expect(folders.files.list(path)).rejects.toMatchObject({ code: 'refused', message: textWith('is a file') });
  });
});

describe('reading', () => {
  it('returns bytes, hash and mode, by the path without links', async () => {
    const path = folders.write('logs/sonarr/sonarr.txt', 'one\n');
    symlinkSync('sonarr.txt', folders.path('logs/sonarr/newest'));

    await expect(folders.files.read(path, 4)).resolves.toMatchObject({ sha256: sha256(Buffer.from('one\n')), uid });
    await expect(textOf(folders.path('logs/sonarr/newest'))).resolves.toBe('one\n');
    await expect(folders.files.find(folders.path('logs/sonarr/newest'))).resolves.toMatchObject({ path });
  });

  it('refuses more than is allowed', async () => {
    const path = folders.write('media/big', 'x'.repeat(101));
    await expect(textOf(path, 100)).rejects.toMatchObject({ code: 'refused', message: textWith('larger than 100') });
    await expect(textOf(path, 101)).resolves.toHaveLength(101);
  });

  it('reads parts of an opened file', async () => {
    const path = folders.write('logs/a.log', 'hello world');
    const buffer = Buffer.alloc(5);

    await using file = await folders.files.open(path);

    expect(await file.read(buffer, 6)).toBe(5);
    expect(buffer.toString()).toBe('world');
    expect(await file.read(buffer, 11)).toBe(0);
    expect(file.facts).toMatchObject({ path, scope: 'logs', sizeBytes: 11 });
  });

  it('returns lines of values whole, but does not open them for searching', async () => {
    const path = folders.write('stacks/arr/.env', 'KEY=value');
    await expect(textOf(path)).resolves.toBe('KEY=value');
    await expect(folders.files.open(path)).rejects.toMatchObject({ code: 'refused' });
  });

  it('knows nothing of what is not there', async () => {
    await expect(textOf(folders.path('media/none'))).resolves.toBeUndefined();
    await expect(folders.files.find(folders.path('media/none'))).resolves.toBeUndefined();
    await expect(folders.files.open(folders.path('media/none'))).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('deleting', () => {
  it('deletes the expected content', async () => {
    const path = folders.write('media/a.txt', 'a');

    await expect(folders.files.remove(path, sha256(Buffer.from('b')))).rejects.toMatchObject({ code: 'conflict' });
    await folders.files.remove(path, sha256(Buffer.from('a')));

    expect(readdirSync(folders.path('media'))).toEqual(['config']);
  });

  it('deletes one of several names where media is, and nowhere else', async () => {
    const download = folders.write('media/downloads/film.mkv', 'film');
    mkdirSync(folders.path('media/films'));
    linkSync(download, folders.path('media/films/film.mkv'));
    linkSync(download, folders.path('stacks/film.mkv'));

    await folders.files.remove(download, null);

    expect(readFileSync(folders.path('media/films/film.mkv'), 'utf8')).toBe('film');
    await expect(folders.files.remove(folders.path('stacks/film.mkv'), null)).rejects.toMatchObject({
      code: 'refused',
      message: textWith('several names'),
    });
  });

  it.each(['media/folder', 'logs/a.log', 'media/config/app/a.txt', 'media', 'media/open/a.txt'])(
    'refuses %s',
    async (name) => {
      mkdirSync(folders.path('media/folder'));
      folders.write('media/open/a.txt');
      chmodSync(folders.path('media/open'), 0o777);
      folders.write('logs/a.log');
      folders.write('media/config/app/a.txt');

      await expect(folders.files.remove(folders.path(name), null)).rejects.toMatchObject({ code: 'refused' });
    },
  );
});
