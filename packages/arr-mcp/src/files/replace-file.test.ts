import { chmodSync, chownSync, linkSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { textWith } from '../testing/text-with.ts';
import { ScopeFolders, isRoot, stranger, uid } from './file-scope.fixtures.ts';
import { sha256 } from './read-held.ts';

let folders: ScopeFolders;
beforeEach(() => {
  folders = new ScopeFolders();
});
afterEach(() => folders.remove());

function hashOf(text: string): string {
  return sha256(Buffer.from(text));
}

async function write(name: string, text: string, expected: string | null = null, mode?: number): Promise<void> {
  const content = Buffer.from(text);
  await folders.files.replace(folders.path(name), { content, expected, ...(mode === undefined ? {} : { mode }) });
}

function textOf(name: string): string {
  return readFileSync(folders.path(name), 'utf8');
}

function modeOf(name: string): number {
  return statSync(folders.path(name)).mode & 0o7777;
}

describe('replace', () => {
  it('makes a file with the folders around it', async () => {
    await write('media/a/b/c.txt', 'new');
    await write('media/script.sh', 'new', null, 0o750);

    expect(textOf('media/a/b/c.txt')).toBe('new');
    expect(modeOf('media/a/b/c.txt')).toBe(0o644);
    expect(modeOf('media/a') & 0o022).toBe(0);
    expect(modeOf('media/script.sh')).toBe(0o750);
  });

  it('keeps the mode of what stands there, and leaves nothing beside it', async () => {
    chmodSync(folders.write('stacks/arr/notes.txt', 'old'), 0o640);

    await write('stacks/arr/notes.txt', 'new', hashOf('old'), 0o777);

    expect(textOf('stacks/arr/notes.txt')).toBe('new');
    expect(modeOf('stacks/arr/notes.txt')).toBe(0o640);
    expect(readdirSync(folders.path('stacks/arr'))).toEqual(['notes.txt']);
  });

  it.skipIf(!isRoot)('keeps the group of what stands there', async () => {
    chownSync(folders.write('media/a.txt', 'old'), uid, stranger);
    await write('media/a.txt', 'new', hashOf('old'));
    expect(statSync(folders.path('media/a.txt')).gid).toBe(stranger);
  });

  it('never gives the rights of another user to what it writes', async () => {
    chmodSync(folders.write('media/a.txt', 'old'), 0o4755);
    await write('media/a.txt', 'new', hashOf('old'));
    expect(modeOf('media/a.txt')).toBe(0o755);
  });

  it('writes to the file that a link leads to', async () => {
    folders.write('media/a.txt', 'old');
    symlinkSync('a.txt', folders.path('media/link'));

    await write('media/link', 'new', hashOf('old'));

    expect(textOf('media/a.txt')).toBe('new');
  });

  it.each([
    ['something else stands there', 'media/a.txt', hashOf('other')],
    ['nothing should stand there', 'media/a.txt', null],
    ['nothing stands there', 'media/none.txt', hashOf('old')],
  ])('is a conflict when %s', async (_case, name, expected) => {
    folders.write('media/a.txt', 'old');

    await expect(write(name, 'new', expected)).rejects.toMatchObject({ code: 'conflict' });

    expect(textOf('media/a.txt')).toBe('old');
    expect(readdirSync(folders.path('media')).sort()).toEqual(['a.txt', 'config']);
  });

  it('lets one of several writers win, whole', async () => {
    folders.write('media/a.txt', 'old');
    const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(100_000));

    const results = await Promise.allSettled(texts.map(async (text) => write('media/a.txt', text, hashOf('old'))));

    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(texts).toContain(textOf('media/a.txt'));
    expect(readdirSync(folders.path('media')).sort()).toEqual(['a.txt', 'config']);
  });

  it.each([
    ['logs/a.log', 'read only: it lies in the logs directory'],
    ['media/config/sonarr/a.txt', 'read only: it lies in the services directory'],
    ['media', 'is the directory of a scope'],
    ['media/folder', 'is a directory'],
    ['media/open/a.txt', 'everybody may write to'],
    ['media/open/deep/a.txt', 'everybody may write to'],
    ['media/config.xml', 'keys or passwords'],
    ['media/twice.txt', 'several names'],
  ])('refuses %s', async (name, why) => {
    mkdirSync(folders.path('media/folder'));
    mkdirSync(folders.path('media/open/deep'), { recursive: true });
    chmodSync(folders.path('media/open'), 0o777);
    linkSync(folders.write('media/twice.txt', 'old'), folders.path('media/again.txt'));

    for (const expected of [null, hashOf('old')]) {
      await expect(write(name, 'new', expected)).rejects.toMatchObject({ code: 'refused', message: textWith(why) });
    }
    expect(textOf('media/twice.txt')).toBe('old');
  });

  it('writes to a folder that everybody may write to but not take from', async () => {
    mkdirSync(folders.path('media/shared'));
    chmodSync(folders.path('media/shared'), 0o1777);

    await write('media/shared/a.txt', 'new');

    expect(textOf('media/shared/a.txt')).toBe('new');
  });
});
