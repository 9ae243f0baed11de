import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { type Server, createServer } from 'node:net';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ScopeFolders, isRoot } from './file-scope.fixtures.ts';
import type { UserFiles } from './file-types.ts';
import { type Attack, canary, layOut } from './path-attacks.fixtures.ts';
import { sha256 } from './read-held.ts';

const folders = new ScopeFolders();
const socket: Server = createServer();
const attacks: Attack[] = [...layOut(folders), ...pipes()];
let before: Map<string, string>;

function pipes(): Attack[] {
  execFileSync('mkfifo', [folders.path('media/film/pipe')]);
  if (isRoot) execFileSync('mknod', [folders.path('media/film/device'), 'c', '1', '5']);
  return ['pipe', 'socket', ...(isRoot ? ['device'] : [])].map((name) => ({
    name: `the ${name}`,
    path: folders.path(`media/film/${name}`),
    outcome: 'hidden',
  }));
}

beforeAll(async () => {
  await new Promise<void>((resolve) => void socket.listen(folders.path('media/film/socket'), resolve));
  before = everything();
});
afterAll(() => {
  socket.close();
  folders.remove();
});

/** Every entry of the scopes and beside them, with owner, mode and content. Links are not followed. */
function everything(folder = folders.root): Map<string, string> {
  const entries = readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, string][] => {
    const path = join(folder, entry.name);
    const { mode, uid, nlink } = lstatSync(path);
    if (entry.isDirectory()) return [[path, `${mode} ${uid}`], ...everything(path)];
    const facts = `${mode} ${uid} ${nlink}`;
    return [[path, entry.isFile() ? `${facts} ${readFileSync(path, 'latin1')}` : facts]];
  });
  return new Map(entries);
}

const content = Buffer.from('attacked');
const expectedHash = sha256(Buffer.from(canary));

const operations: Readonly<Record<string, (files: UserFiles, path: string) => Promise<unknown>>> = {
  find: async (files, path) => files.find(path),
  list: async (files, path) => files.list(path),
  open: async (files, path) => files.open(path),
  read: async (files, path) => files.read(path, 10_000),
  'replace nothing': async (files, path) => files.replace(path, { content, expected: null }),
  replace: async (files, path) => files.replace(path, { content, expected: expectedHash }),
  'remove unseen': async (files, path) => files.remove(path, null),
  remove: async (files, path) => files.remove(path, expectedHash),
};

interface Answer {
  readonly value?: unknown;
  readonly code?: unknown;
  /** with the path taken out */
  readonly text?: string;
}

async function attempt(operation: string, path: string): Promise<Answer> {
  try {
    return { value: await operations[operation]!(folders.files, path) };
  } catch (error) {
    const { code, message, hint } = error as { code: unknown; message: string; hint?: string };
    return {
      code,
      text: `${message.replace(/^\S* ?[^]*(?= is not there)|(?<=^nothing of ours at )[^]*/, '')} ${hint}`,
    };
  }
}

describe('the table of attacks', () => {
  it('has at least 200 of them, each another one', () => {
    expect(attacks.filter(({ path }, index) => attacks.findIndex((each) => each.path === path) !== index)).toEqual([]);
    expect(attacks.length).toBeGreaterThanOrEqual(200);
  });

  it('is after something that is there', () => {
    const reachable = attacks.filter(({ path }) => before.get(path)?.includes(canary) === true);
    expect(reachable.length).toBeGreaterThanOrEqual(80);
  });
});

describe.each(attacks.filter(({ outcome }) => outcome === 'hidden'))('$name', ({ path }) => {
  it('is answered as if nothing were there', async () => {
    const absent = folders.path('outside/never-there');

    for (const operation of Object.keys(operations)) {
      expect([operation, await attempt(operation, path)]).toEqual([operation, await attempt(operation, absent)]);
    }
    expect(everything()).toEqual(before);
  });
});

describe.each(attacks.filter(({ outcome }) => outcome === 'literal'))('$name', ({ path }) => {
  it('is nothing but a name inside of the scope', async () => {
    const absent = folders.path('media/never-there');
    const reading = Object.keys(operations).filter((operation) => operation !== 'replace nothing');

    for (const operation of reading) {
      expect([operation, await attempt(operation, path)]).toEqual([operation, await attempt(operation, absent)]);
    }
    await folders.files.replace(path, { content, expected: null });

    expect(readFileSync(path).equals(content)).toBe(true);
    const added = [...everything().keys()].filter((each) => !before.has(each));
    expect(added.every((each) => each.startsWith(folders.path('media/')))).toBe(true);
    for (const each of added) rmSync(each, { recursive: true, force: true });
    expect(everything()).toEqual(before);
  });
});

describe.each(attacks.filter(({ outcome }) => outcome === 'refused'))('$name', ({ path }) => {
  it('is neither read, replaced nor deleted', async () => {
    const isSecondName = path.endsWith('media/film/linked.txt');

    for (const operation of Object.keys(operations)) {
      // Its name is listed; and where media is, one of several names may be deleted, which no content is lost by.
      if (operation === 'find' || (isSecondName && operation.startsWith('remove'))) continue;
      expect([operation, await attempt(operation, path)]).toMatchObject([operation, { code: 'refused' }]);
    }
    expect(everything()).toEqual(before);
  });
});

describe('listings', () => {
  it('name nothing that is hidden', async () => {
    const listed = new Set<string>();
    const visit = async (path: string): Promise<void> => {
      for (const { path: each, type } of await folders.files.list(path)) {
        listed.add(each);
        if (type === 'directory') await visit(each);
      }
    };
    for (const { path } of await folders.files.roots()) await visit(path);

    expect(attacks.filter(({ outcome, path }) => outcome === 'hidden' && listed.has(path))).toEqual([]);
    expect(listed.size).toBeGreaterThan(70);
  });
});
