import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { AuditStore } from './audit-store.ts';
import { JobStore } from './job-store.ts';
import { migrations } from './migrations.ts';
import { ensurePrivateFile } from './private-file.ts';
import { openStateDatabase } from './state-database.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'storage-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('openStateDatabase', () => {
  it('makes the database and its directory, private to us', () => {
    const path = join(folder, 'deep', 'state.db');

    openStateDatabase(path).close();

    expect(statSync(join(folder, 'deep')).mode & 0o777).toBe(0o700);
    expect(existsSync(path)).toBe(true);
  });

  it('opens what it made, with what was in it', () => {
    const path = join(folder, 'state.db');
    const first = openStateDatabase(path);
    new AuditStore(first).record({
      at: 'now',
      caller: 'a',
      tool: 'unit_stop',
      arguments: { unit: 'x' },
      outcome: 'done',
    });
    first.close();

    const second = openStateDatabase(path);

    expect(new AuditStore(second).list(10)).toEqual([
      { at: 'now', caller: 'a', tool: 'unit_stop', arguments: { unit: 'x' }, outcome: 'done' },
    ]);
    second.close();
  });

  it('leaves a database of a newer arr-mcp alone', () => {
    const path = join(folder, 'state.db');
    const newer = new DatabaseSync(path);
    newer.exec(`PRAGMA user_version = ${migrations.length + 1}`);
    newer.close();
    const before = readFileSync(path);

    expect(() => openStateDatabase(path)).toThrow(/has schema/);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it.each(['/proc/nothing/state.db', '/dev/null/state.db'])('says that %s cannot be opened', (path) => {
    expect(() => openStateDatabase(path)).toThrow(`the state database ${path} cannot be opened`);
  });

  it('says which file is broken when it is no database', () => {
    const path = join(folder, 'state.db');
    writeFileSync(path, 'not a database, but long enough to have a header of sixteen bytes and more'.repeat(20));

    expect(() => openStateDatabase(path)).toThrow(/state\.db/);
  });
});

describe('JobStore', () => {
  it('tells after a restart that a job was interrupted', () => {
    const path = join(folder, 'state.db');
    const first = openStateDatabase(path);
    new JobStore(first).start({ id: 'j1', tool: 'stack_up', owner: 'a', started: 'then' });
    first.close();

    const second = openStateDatabase(path);
    const store = new JobStore(second);
    expect(store.find('j1', 'a')).toMatchObject({ state: 'running' });
    store.interruptRunning();

    expect(store.find('j1', 'a')).toEqual({
      id: 'j1',
      tool: 'stack_up',
      owner: 'a',
      state: 'interrupted',
      started: 'then',
    });
    second.close();
  });

  it('keeps the newest 200 jobs', () => {
    const database = openStateDatabase(':memory:');
    const store = new JobStore(database);
    for (let count = 0; count < 250; count += 1) {
      store.start({ id: `j${count}`, tool: 't', owner: 'a', started: 'then' });
      store.finish({ id: `j${count}`, state: 'done', ended: 'now', result: { count } });
    }

    expect(store.list('a', 1000)).toHaveLength(200);
    expect(store.find('j0', 'a')).toBeUndefined();
    expect(store.find('j249', 'a')).toMatchObject({ result: { count: 249 } });
  });
});

describe('AuditStore', () => {
  it('gives the newest first', () => {
    const store = new AuditStore(openStateDatabase(':memory:'));
    for (const tool of ['one', 'two'])
      store.record({ at: 'now', caller: 'a', tool, arguments: {}, outcome: 'failed', detail: 'why' });

    expect(store.list(1)).toEqual([
      { at: 'now', caller: 'a', tool: 'two', arguments: {}, outcome: 'failed', detail: 'why' },
    ]);
  });
});

describe('ensurePrivateFile', () => {
  it('makes the file once, for us alone', () => {
    const path = join(folder, 'data', 'api-key');

    expect(ensurePrivateFile(path, () => 'first')).toEqual({ text: 'first', created: true });
    expect(ensurePrivateFile(path, () => 'second')).toEqual({ text: 'first', created: false });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('closes a file that others could read', () => {
    const path = join(folder, 'api-key');
    writeFileSync(path, 'key');
    chmodSync(path, 0o644);

    ensurePrivateFile(path, () => 'other');

    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('follows no link', () => {
    writeFileSync(join(folder, 'elsewhere'), 'x');
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'api-key'));

    expect(() => ensurePrivateFile(join(folder, 'api-key'), () => 'key')).toThrow(/ELOOP/);
  });
});
