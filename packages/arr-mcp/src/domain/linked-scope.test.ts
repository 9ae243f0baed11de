import { mkdirSync, symlinkSync } from 'node:fs';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { FileScope } from '../files/file-scope.ts';
import { ScopeFolders, uid } from '../files/file-scope.fixtures.ts';
import { resolveLinks } from '../files/resolve-links.ts';
import { StackDirectory } from '../files/stack-directory.ts';
import { checkStackFiles } from './check-stack-files.ts';

let folders: ScopeFolders;
beforeEach(() => {
  folders = new ScopeFolders();
  mkdirSync(folders.path('disk/tv'), { recursive: true });
  mkdirSync(folders.path('secret'));
  symlinkSync(folders.path('disk'), folders.path('films'));
  symlinkSync(folders.path('disk'), folders.path('other-name'));
  symlinkSync(folders.path('secret'), folders.path('disk/out'));
});
afterEach(() => folders.remove());

/** Writes a compose file with a bind of this folder, where the media directory is the link `films`. */
async function bind(source: string) {
  const at = (name: string) => folders.path(name);
  const files = new FileScope(
    { stacks: at('stacks'), media: at('films'), services: at('none'), logs: at('none') },
    uid,
  );
  const stacks = new StackDirectory(at('stacks'), uid);
  const text = `services:\n  app:\n    image: x\n    volumes: ["${source}:/x"]\n`;
  const main = folders.write('stacks/tv/compose.yaml', 'services: {}\n');
  return checkStackFiles(new Map([[main, text]]), { stacks, files, resolveLinks, allowHostAccess: false });
}

describe('a media directory that is a link', () => {
  it.each(['films', 'films/tv', 'films/new', 'disk', 'disk/tv'])('can be bound by its own names: %s', async (name) => {
    await expect(bind(folders.path(name))).resolves.toMatchObject({ warnings: [] });
  });

  it.each(['other-name', 'other-name/tv', 'films/out', 'disk/out', 'films/../secret', 'films2'])(
    'opens nothing else: %s',
    async (name) => {
      await expect(bind(`${folders.root}/${name}`)).rejects.toMatchObject({ code: 'refused' });
    },
  );
});
