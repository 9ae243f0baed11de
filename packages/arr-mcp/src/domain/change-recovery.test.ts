import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

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

describe('ChangeHistory.recover', () => {
  const begun = { target: 'file', at: 'then', caller: 'anna', tool: 'file_write' } as const;
  const old = { content: Buffer.from('old'), sha256: sha256('old') };
  const written = Buffer.from('new');

  it.each([
    ['the new content', 'new', 'done'],
    ['the old content', 'old', undefined],
    ['something else', 'other', 'unfinished'],
  ])('finds %s', async (_what, content, state) => {
    bench.store.begin({ ...begun, path, action: 'replaced', kept: old, written });
    writeFileSync(path, content);

    await bench.restart().recover();

    expect(history.list()[0]?.state).toBe(state);
  });

  it('finds a new file and a deleted one', async () => {
    bench.store.begin({ ...begun, path, action: 'created', written });
    bench.store.begin({ ...begun, path: join(bench.folder, 'gone'), action: 'deleted', kept: old });
    bench.store.begin({ ...begun, path: join(bench.folder, 'never'), action: 'created', written });
    writeFileSync(path, 'new');

    await bench.restart().recover();

    expect(history.list()).toMatchObject([
      { path: join(bench.folder, 'gone'), state: 'done' },
      { path, state: 'done' },
    ]);
  });

  it('leaves out the deletion of a large file that is still there', async () => {
    bench.store.begin({ ...begun, path, action: 'deleted' });
    writeFileSync(path, Buffer.alloc(maxKeptBytes + 1));

    await bench.restart().recover();

    expect(history.list()).toEqual([]);
  });

  it('lets what is unfinished be put back', async () => {
    const id = bench.store.begin({ ...begun, path, action: 'replaced', kept: old, written });
    writeFileSync(path, 'other');
    await bench.restart().recover();

    await history.revert(await history.planRevert(id), by);

    expect(bench.standing()).toBe('old');
  });
});
