import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

import { QuadletName } from '@arr-mcp/helper-protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { BackupStore } from './backup-store.ts';

let root: string;
let store: BackupStore;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'arr-helper-'));
  store = new BackupStore(root, userInfo().uid);
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const file = { content: '[Network]\n', mode: 0o600, sizeBytes: 10, modified: new Date(0) };
const ref = (name: string) => ({ name: QuadletName.parse(name), kind: 'network' }) as const;
const minute = (count: number) => new Date(Date.UTC(2026, 0, 1, 0, count));

describe('BackupStore', () => {
  it('keeps the 20 newest of a file, newest first', async () => {
    for (let count = 0; count < 22; count += 1) await store.save(ref('a'), file, minute(count));
    const saved = (await store.list()).map((backup) => backup.saved);
    expect(saved).toEqual(Array.from({ length: 20 }, (_, index) => minute(21 - index).toISOString()));
  });

  it('keeps the 200 newest in all', async () => {
    await mkdir(join(root, 'backups'));
    for (let count = 0; count < 200; count += 1) {
      const stamp = minute(count).toISOString().replaceAll(/[-:.]/g, '');
      const name = `n${count % 40}.network.${stamp}-${'0'.repeat(12)}`;
      await writeFile(join(root, 'backups', name), '[Network]\n');
    }
    expect(await store.list()).toHaveLength(200);
    await store.save(ref('a'), file, minute(200));
    const all = await store.list();
    expect([all.length, all.at(0)?.name, all.at(-1)?.saved]).toEqual([200, 'a', minute(1).toISOString()]);
    expect(await readdir(join(root, 'backups'))).toHaveLength(200);
  });

  it('answers not_found for an id that it did not give', async () => {
    await expect(store.read('../x')).rejects.toMatchObject({ code: 'not_found' });
  });
});
