import { chmodSync, chownSync, existsSync, linkSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { AppError } from '../errors.ts';
import { isRoot, stranger, uid } from '../files/file-scope.fixtures.ts';
import { HistoryBench, by, sha256 } from './change-history.fixtures.ts';
import type { ChangeHistory } from './change-history.ts';
import { maxKeptBytes } from './changed-files.ts';

let bench: HistoryBench;
let history: ChangeHistory;
let path: string;

beforeEach(() => {
  bench = new HistoryBench();
  ({ history, path } = bench);
});
afterEach(() => bench.remove());

describe('ChangeHistory.write', () => {
  it('tells what it changed, for whom and why', async () => {
    writeFileSync(path, 'old');

    await expect(history.write({ path, content: 'new', expected: sha256('old'), by })).resolves.toEqual({
      id: 'c1',
      target: 'file',
      path,
      action: 'replaced',
      at: '1970-01-01T00:00:00.000Z',
      by,
      keptBytes: 3,
      state: 'done',
    });
    expect(bench.standing()).toBe('new');
  });

  it('has kept the old content before it touches the file', async () => {
    writeFileSync(path, 'old');
    let seen: unknown;
    bench.files.beforeChange = () => {
      seen = [bench.store.list()[0]?.state, Buffer.from(bench.store.readKept('c1')!).toString(), bench.standing()];
    };

    await history.write({ path, content: 'new', expected: sha256('old'), by });

    expect(seen).toEqual(['pending', 'old', 'old']);
  });

  it('leaves no entry of what did not happen', async () => {
    writeFileSync(path, 'other');
    await expect(history.write({ path, content: 'new', expected: sha256('old'), by })).rejects.toMatchObject({
      code: 'conflict',
    });
    bench.files.beforeChange = () => writeFileSync(path, 'swapped');
    await expect(history.write({ path, content: 'new', expected: sha256('other'), by })).rejects.toMatchObject({
      code: 'conflict',
    });
    bench.files.beforeChange = () => {
      throw new Error('the disk is full');
    };
    await expect(history.write({ path, content: 'new', expected: sha256('swapped'), by })).rejects.toThrow('full');

    expect(history.list()).toEqual([]);
    expect(bench.standing()).toBe('swapped');
  });

  it('keeps the entry of what happened although it failed', async () => {
    writeFileSync(path, 'old');
    bench.files.afterChange = () => {
      throw new Error('the folder cannot be synced');
    };

    await expect(history.write({ path, content: 'new', expected: sha256('old'), by })).rejects.toThrow('synced');

    expect(history.list()).toMatchObject([{ action: 'replaced', state: 'done' }]);
  });

  it('lets two who write at once have one winner, and keeps what that one replaced', async () => {
    writeFileSync(path, 'old');
    const write = async (content: string): Promise<unknown> =>
      history.write({ path, content, expected: sha256('old'), by });

    const outcomes = await Promise.allSettled([write('one'), write('two')]);

    const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(bench.standing()).toBe(['one', 'two'][winner]);
    expect(history.list()).toHaveLength(1);
  });

  it('checks a change when the one before it has happened, also of another file', async () => {
    const [one, two] = [`${path}.one`, `${path}.two`];
    const seen: boolean[] = [];
    bench.check = async () => {
      seen.push(existsSync(one), existsSync(two));
      await new Promise((resolve) => setImmediate(resolve));
      return [];
    };

    await Promise.all([one, two].map((each) => history.write({ path: each, content: 'x', expected: null, by })));

    expect(seen.filter(Boolean)).toHaveLength(1);
  });

  it('changes nothing that the check refuses', async () => {
    bench.check = () => Promise.reject(new AppError('refused', 'privileged'));

    await expect(history.write({ path, content: 'new', expected: null, by })).rejects.toThrow('privileged');

    expect(existsSync(path)).toBe(false);
    expect(history.list()).toEqual([]);
  });

  it('refuses to replace what is too large to be kept', async () => {
    writeFileSync(path, Buffer.alloc(maxKeptBytes + 1));
    const expected = sha256(readFileSync(path));

    await expect(history.write({ path, content: 'new', expected, by })).rejects.toMatchObject({ code: 'refused' });
    expect(statSync(path).size).toBe(maxKeptBytes + 1);
  });
});

describe('ChangeHistory.remove', () => {
  it('deletes one of several names of a file, which cannot be kept', async () => {
    writeFileSync(join(bench.folder, 'download'), 'subtitles');
    const name = join(bench.folder, 'media', 'film.srt');
    linkSync(join(bench.folder, 'download'), name);

    await history.remove({ path: name, expected: null, by });

    expect(existsSync(name)).toBe(false);
    expect(readFileSync(join(bench.folder, 'download'), 'utf8')).toBe('subtitles');
  });

  it('deletes for good only what is too large to be kept', async () => {
    writeFileSync(path, 'small');
    await expect(history.remove({ path, expected: null, by })).rejects.toMatchObject({ code: 'conflict' });
    expect(bench.standing()).toBe('small');

    writeFileSync(path, Buffer.alloc(maxKeptBytes + 1));
    const change = await history.remove({ path, expected: null, by });

    expect(existsSync(path)).toBe(false);
    expect(change).not.toHaveProperty('keptBytes');
    await expect(history.planRevert(change.id)).rejects.toMatchObject({ code: 'refused' });
  });
});

describe('ChangeHistory.remove of what the door refuses', () => {
  it('leaves no entry', async () => {
    writeFileSync(join(bench.folder, 'download'), 'x');
    linkSync(join(bench.folder, 'download'), path);

    await expect(history.remove({ path, expected: null, by })).rejects.toMatchObject({ code: 'refused' });

    expect(existsSync(path)).toBe(true);
    expect(history.list()).toEqual([]);
  });
});

describe('ChangeHistory.revert', () => {
  it('puts back what was replaced, and can itself be reverted', async () => {
    writeFileSync(path, 'old');
    const { id } = await history.write({ path, content: 'new', expected: sha256('old'), by });

    const plan = await history.planRevert(id);
    const back = await history.revert(plan, by);

    expect(plan).toEqual({
      id,
      target: 'file',
      path,
      action: 'replace',
      standing: sha256('new'),
      texts: { now: 'new', after: 'old' },
      warnings: [],
    });
    expect(back).toMatchObject({ action: 'replaced', reverts: id });
    expect(bench.standing()).toBe('old');

    await history.revert(await history.planRevert(back.id), by);
    expect(bench.standing()).toBe('new');
  });

  it('brings back what was deleted, with its mode and group', async () => {
    writeFileSync(path, '#!/bin/sh\n');
    chmodSync(path, 0o750);
    // Only root may give a group that it is not in.
    const gid = isRoot ? stranger : statSync(path).gid;
    chownSync(path, uid, gid);
    const { id } = await history.remove({ path, expected: sha256('#!/bin/sh\n'), by });

    await expect(history.planRevert(id)).resolves.toMatchObject({ action: 'create', standing: null });
    await history.revert(await history.planRevert(id), by);

    expect(bench.standing()).toBe('#!/bin/sh\n');
    expect(statSync(path)).toMatchObject({ uid, gid });
    expect(statSync(path).mode & 0o777).toBe(0o750);
  });

  it('deletes what was new, and brings that back too', async () => {
    const { id } = await history.write({ path, content: 'new', expected: null, by });

    const back = await history.revert(await history.planRevert(id), by);
    expect(existsSync(path)).toBe(false);

    await history.revert(await history.planRevert(back.id), by);
    expect(bench.standing()).toBe('new');
  });

  it('changes nothing when something else stands there by now', async () => {
    const { id } = await history.write({ path, content: 'new', expected: null, by });
    const plan = await history.planRevert(id);
    writeFileSync(path, 'edited by hand');

    await expect(history.revert(plan, by)).rejects.toMatchObject({ code: 'conflict' });
    expect(bench.standing()).toBe('edited by hand');
  });

  it('goes through the check like a write, and already when it is planned', async () => {
    writeFileSync(path, 'old');
    const checked: unknown[] = [];
    bench.check = async (...asked) => [`warning ${checked.push(asked)}`];
    const { id } = await history.write({ path, content: 'new', expected: sha256('old'), by });

    const plan = await history.planRevert(id);
    await history.revert(plan, by);

    const old = [path, new Uint8Array(Buffer.from('old'))];
    expect(checked).toEqual([[path, Buffer.from('new')], old, old]);
    expect(plan.warnings).toEqual(['warning 2']);
  });

  it.each([
    ['a NUL', Buffer.from('a\0b')],
    ['no UTF-8', Buffer.from([0xff, 0xfe])],
    ['too much to compare', Buffer.alloc(1024 * 1024 + 1, 'x')],
  ])('puts back %s as it was, without texts to compare', async (_what, content) => {
    writeFileSync(path, content);
    const { id } = await history.write({ path, content: 'new', expected: sha256(content), by });

    const plan = await history.planRevert(id);
    await history.revert(plan, by);

    expect(plan).not.toHaveProperty('texts');
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  it('refuses what is as it was already, and does not know what is not there', async () => {
    writeFileSync(path, 'old');
    const { id } = await history.write({ path, content: 'new', expected: sha256('old'), by });
    writeFileSync(path, 'old');

    await expect(history.planRevert(id)).rejects.toMatchObject({ code: 'refused' });
    await expect(history.planRevert('c99')).rejects.toMatchObject({ code: 'not_found' });
  });
});
