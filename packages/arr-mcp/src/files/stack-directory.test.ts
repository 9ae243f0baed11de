import { chownSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { maxComposeBytes } from '@arr-mcp/helper-protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { textWith } from '../testing/text-with.ts';
import { StackDirectory } from './stack-directory.ts';

const uid = process.getuid?.() ?? 0;
const isRoot = uid === 0;
let root: string;
let stacks: StackDirectory;

function addStack(name: string, file = 'compose.yaml', text = `services: {${name}: {image: x}}`): string {
  const path = join(root, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, file), text);
  return path;
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'arr-mcp-stacks-'));
  stacks = new StackDirectory(root, uid);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('StackDirectory', () => {
  it('lists the folders that hold a compose file, by name', async () => {
    addStack('media', 'docker-compose.yml');
    addStack('arr');
    mkdirSync(join(root, 'empty'));
    writeFileSync(join(root, 'notes'), '');

    await expect(stacks.list()).resolves.toEqual([
      { name: 'arr', path: join(root, 'arr'), composeFile: 'compose.yaml' },
      { name: 'media', path: join(root, 'media'), composeFile: 'docker-compose.yml' },
    ]);
  });

  it('prefers compose.yaml', async () => {
    addStack('arr', 'docker-compose.yaml');
    addStack('arr', 'compose.yml');
    addStack('arr', 'compose.yaml');
    await expect(stacks.find('arr')).resolves.toMatchObject({ composeFile: 'compose.yaml' });
  });

  it('leaves out folders whose name is no stack name', async () => {
    for (const name of ['.git', 'a b', '-x', 'naïve']) addStack(name);
    await expect(stacks.list()).resolves.toEqual([]);
  });

  it('leaves out links in place of a folder or a compose file', async () => {
    const real = addStack('real');
    symlinkSync(real, join(root, 'link'));
    mkdirSync(join(root, 'linked-file'));
    symlinkSync(join(real, 'compose.yaml'), join(root, 'linked-file', 'compose.yaml'));
    mkdirSync(join(root, 'folder-as-file', 'compose.yaml'), { recursive: true });

    expect((await stacks.list()).map(({ name }) => name)).toEqual(['real']);
  });

  it("does not have another user's stacks", async () => {
    const path = addStack('arr');
    const theirs = new StackDirectory(root, uid + 1);

    await expect(theirs.list()).resolves.toEqual([]);
    await expect(theirs.read('arr')).rejects.toMatchObject({ code: 'not_found' });
    await expect(theirs.isForeign({ project: 'arr', workingDir: path })).resolves.toBe(true);
  });

  it.skipIf(!isRoot)("does not read another user's compose file in a folder of ours", async () => {
    const path = addStack('arr');
    chownSync(join(path, 'compose.yaml'), 4242, 4242);
    await expect(stacks.read('arr')).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each(['', '..', '../arr', 'arr/', '/etc', 'arr\n', 'arr\0', 'x'.repeat(65), 'nosuch'])(
    'has no stack %j',
    async (name) => {
      addStack('arr');
      await expect(stacks.read(name)).rejects.toMatchObject({ code: 'not_found' });
    },
  );

  it('reads the text of a compose file', async () => {
    addStack('arr', 'compose.yaml', 'services: {}\n');
    await expect(stacks.read('arr')).resolves.toMatchObject({ text: 'services: {}\n', stack: { name: 'arr' } });
  });

  it('reads up to 1 MiB and refuses more', async () => {
    addStack('full', 'compose.yaml', '#'.repeat(maxComposeBytes));
    addStack('over', 'compose.yaml', '#'.repeat(maxComposeBytes + 1));

    expect((await stacks.read('full')).text).toHaveLength(maxComposeBytes);
    await expect(stacks.read('over')).rejects.toMatchObject({ code: 'refused' });
  });

  it('is unavailable when it is missing, and says which setting names it', async () => {
    await expect(new StackDirectory(join(root, 'gone'), uid).list()).rejects.toMatchObject({
      code: 'unavailable',
      hint: textWith('ARR_MCP_STACKS_DIR'),
    });
  });

  it('never reads through a link that is swapped in while it reads', async () => {
    const path = addStack('arr', 'compose.yaml', 'ours');
    const secret = join(root, 'secret.txt');
    writeFileSync(secret, 'secret');
    symlinkSync(secret, join(root, 'trap'));
    writeFileSync(join(root, 'good'), 'ours');

    for (let round = 0; round < 200; round += 1) {
      const reading = stacks.read('arr').then(
        ({ text }) => text,
        () => 'not found',
      );
      renameSync(join(root, round % 2 === 0 ? 'trap' : 'good'), join(path, 'compose.yaml'));
      expect(['ours', 'not found']).toContain(await reading);
      if (round % 2 === 0) symlinkSync(secret, join(root, 'trap'));
      else writeFileSync(join(root, 'good'), 'ours');
    }
  });
});

describe('whose a container of a stack is', () => {
  it('is ours in a folder of ours, however deep', async () => {
    const path = addStack('arr');
    await expect(stacks.isForeign({ project: 'arr', workingDir: join(path, 'deep') })).resolves.toBe(false);
  });

  it.each(['/elsewhere/arr', '/', ''])('is not foreign in %j, outside of the stacks directory', async (workingDir) => {
    await expect(stacks.isForeign({ project: 'zzz', workingDir })).resolves.toBe(false);
  });

  it('is not taken for inside by a common beginning of the path', async () => {
    addStack('arr');
    const theirs = new StackDirectory(root, uid + 1);
    await expect(theirs.isForeign({ project: 'arr', workingDir: `${root}-other/arr` })).resolves.toBe(false);
  });

  it('is known by both names of a stacks directory that is a link', async () => {
    const path = addStack('arr');
    const link = `${root}-link`;
    symlinkSync(root, link);
    const theirs = new StackDirectory(link, uid + 1);

    await expect(theirs.isForeign({ project: 'arr', workingDir: path })).resolves.toBe(true);
    await expect(theirs.isForeign({ project: 'arr', workingDir: join(link, 'arr') })).resolves.toBe(true);
    rmSync(link);
  });

  it('is judged after dots are resolved', async () => {
    addStack('arr');
    const theirs = new StackDirectory(root, uid + 1);
    await expect(theirs.isForeign({ project: 'x', workingDir: `${root}/nosuch/../arr` })).resolves.toBe(true);
  });

  it('is nobody else’s when the folder is gone', async () => {
    await expect(stacks.isForeign({ project: 'old', workingDir: join(root, 'old') })).resolves.toBe(false);
  });

  it('is told by the project when the directory is not known', async () => {
    addStack('arr');
    const theirs = new StackDirectory(root, uid + 1);
    await expect(theirs.isForeign({ project: 'arr' })).resolves.toBe(true);
    await expect(stacks.isForeign({ project: 'arr' })).resolves.toBe(false);
  });
});
