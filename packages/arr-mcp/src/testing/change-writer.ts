import { writeSync } from 'node:fs';
import { join } from 'node:path';

import { ChangeHistory } from '../domain/change-history.ts';
import { FileScope } from '../files/file-scope.ts';
import { sha256 } from '../files/read-held.ts';
import { ChangeStore } from '../storage/change-store.ts';
import { openStateDatabase } from '../storage/state-database.ts';

/** What the writer lets a file hold; each is long enough to be seen in part. */
export const wholeContents = [Buffer.alloc(300_000, 'one '), Buffer.alloc(90_000, 'two ')] as const;

/** A history over the folder `stacks` of a folder, with its state beside it. */
export function openHistory(folder: string): { history: ChangeHistory; store: ChangeStore; close: () => void } {
  const database = openStateDatabase(join(folder, 'state', 'state.db'));
  const store = new ChangeStore(database);
  const stacks = join(folder, 'stacks');
  const history = new ChangeHistory({
    store,
    files: new FileScope({ stacks, media: stacks, services: stacks, logs: stacks }, process.getuid?.() ?? 0),
    helper: { call: () => Promise.reject(new Error('no Quadlet is changed here')) },
    check: async () => [],
  });
  return { history, store, close: () => database.close() };
}

/** Replaces one file over and over, makes and deletes another, and prints a dot at each turn; until it is killed. */
async function writeUntilKilled(folder: string): Promise<never> {
  const { history, store } = openHistory(folder);
  const by = { caller: 'the test', tool: 'file_write' };
  const replaced = join(folder, 'stacks', 'replaced');
  const made = join(folder, 'stacks', 'made');
  const standing = (path: string): string | null =>
    store.list().find((change) => change.path === path && change.state === 'done')?.writtenSha256 ?? null;
  await history.recover();
  for (let turn = 0; ; turn += 1) {
    // Written at once: whoever waits for it finds this process at the beginning of a turn.
    writeSync(process.stdout.fd, '.');
    const now = standing(replaced);
    const content = now === sha256(wholeContents[0]) ? wholeContents[1] : wholeContents[0];
    await history.write({ path: replaced, content, expected: now, by });
    const there = standing(made);
    if (there === null) await history.write({ path: made, content: wholeContents[turn % 2] ?? '', expected: null, by });
    else await history.remove({ path: made, expected: there, by });
  }
}

const [, script, folder] = process.argv;
// Run as a program, and not read by the test.
if (script === import.meta.filename && folder !== undefined) await writeUntilKilled(folder);
