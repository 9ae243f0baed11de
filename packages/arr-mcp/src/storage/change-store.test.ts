import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { AuditStore } from './audit-store.ts';
import { type ChangeBounds, ChangeStore, type NewChange } from './change-store.ts';
import { migrations } from './migrations.ts';
import { openStateDatabase } from './state-database.ts';

const change: NewChange = {
  target: 'file',
  path: '/stacks/arr/notes.txt',
  action: 'replaced',
  at: '2026-01-01T00:00:00.000Z',
  caller: 'anna',
  tool: 'file_write',
};

function storeWith(bounds?: ChangeBounds): ChangeStore {
  return new ChangeStore(openStateDatabase(':memory:'), bounds);
}

function kept(bytes: number): NewChange {
  return { ...change, kept: { content: new Uint8Array(bytes), sha256: 'x' } };
}

describe('ChangeStore', () => {
  it('gives back what was kept, with all that is known of it', () => {
    const store = storeWith();
    const content = Buffer.from('old');

    const id = store.begin({
      ...change,
      reason: 'why',
      kept: { content, sha256: 'abc', mode: 0o640, uid: 1, gid: 2 },
      written: Buffer.from(''),
      reverts: 'c7',
    });

    expect(store.find(id)).toEqual({
      ...change,
      id,
      reason: 'why',
      state: 'pending',
      keptBytes: 3,
      keptSha256: 'abc',
      writtenSha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      mode: 0o640,
      gid: 2,
      reverts: 'c7',
    });
    expect(Buffer.from(store.readKept(id)!).toString()).toBe('old');
  });

  it('keeps an empty file apart from none', () => {
    const store = storeWith();
    const empty = store.begin(kept(0));
    const none = store.begin(change);

    expect(store.readKept(empty)).toHaveLength(0);
    expect(store.find(empty)).toMatchObject({ keptBytes: 0 });
    expect(store.readKept(none)).toBeUndefined();
    expect(store.find(none)).not.toHaveProperty('keptBytes');
  });

  it('lists the newest first, and never gives an id twice', () => {
    const store = storeWith();
    const first = store.begin(change);
    const dropped = store.begin(change);
    store.drop(dropped);
    const last = store.begin(change);

    expect(store.list().map(({ id }) => id)).toEqual([last, first]);
    expect(last).not.toBe(dropped);
  });

  it('keeps as many as the bound says, the oldest going first', () => {
    const store = storeWith({ count: 3, bytes: 1000 });

    const ids = Array.from({ length: 5 }, () => finished(store, kept(1)));

    expect(store.list().map(({ id }) => id)).toEqual(ids.slice(2).toReversed());
  });

  it('keeps as many bytes as the bound says', () => {
    const store = storeWith({ count: 100, bytes: 10 });

    const [, second, third] = [kept(4), kept(5), kept(5)].map((each) => finished(store, each));
    finished(store, change);

    expect(store.list().map(({ id }) => id)).toEqual(['c4', third, second]);
  });

  it('never lets go of a pending one', () => {
    const store = storeWith({ count: 1, bytes: 1 });
    const pending = store.begin(kept(100));

    finished(store, change);
    const last = finished(store, change);

    expect(store.list().map(({ id }) => id)).toEqual([last, pending]);
    expect(store.find(pending)).toMatchObject({ state: 'pending', keptBytes: 100 });
  });

  it('counts a change again that was set aside and happened after all', () => {
    const store = storeWith();
    const id = store.begin(change);

    store.setAside(id);
    expect(store.list()).toEqual([]);
    store.finish(id, 'b1');

    expect(store.find(id)).toMatchObject({ state: 'done', backup: 'b1' });
  });

  it.each(['', 'c', 'c0', '1', 'c1 ', 'c-1', 'c1e3', "c1' OR 1=1", 'c99999999999999999999'])('has no %j', (id) => {
    const store = storeWith();
    store.begin(change);

    expect(store.find(id)).toBeUndefined();
    expect(store.readKept(id)).toBeUndefined();
  });
});

describe('the state database', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'change-store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is for us alone, with the files that it works with', () => {
    const path = join(folder, 'state.db');
    const database = openStateDatabase(path);
    new ChangeStore(database).begin(change);

    expect(['', '-wal', '-shm'].map((end) => statSync(path + end).mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
    database.close();
  });

  it('is closed where others could read it, and so is what is kept of an older one', () => {
    const path = join(folder, 'state.db');
    const older = new DatabaseSync(path);
    older.exec(`${migrations[0]!}; PRAGMA user_version = 1`);
    older.close();
    chmodSync(path, 0o644);
    writeFileSync(`${path}.v1.bak`, 'of long ago', { mode: 0o644 });

    openStateDatabase(path).close();

    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(`${path}.v1.bak`).mode & 0o777).toBe(0o600);
  });
});

describe('AuditStore', () => {
  it.each([
    [{}, ['c', 'b', 'a']],
    [{ tool: 'file_write' }, ['c', 'a']],
    [{ outcome: 'failed' as const }, ['b']],
    [{ caller: 'anna', tool: 'file_write' }, ['c']],
    [{ caller: 'nobody' }, []],
  ])('with %j gives %j', (filter, reasons) => {
    const store = new AuditStore(openStateDatabase(':memory:'));
    const entry = { at: 'now', arguments: {} };
    store.record({ ...entry, caller: 'bert', tool: 'file_write', outcome: 'done', detail: 'a' });
    store.record({ ...entry, caller: 'anna', tool: 'stack_up', outcome: 'failed', detail: 'b' });
    store.record({ ...entry, caller: 'anna', tool: 'file_write', outcome: 'done', detail: 'c' });

    expect(store.list(10, filter).map(({ detail }) => detail)).toEqual(reasons);
  });
});

function finished(store: ChangeStore, next: NewChange): string {
  const id = store.begin(next);
  store.finish(id);
  return id;
}
