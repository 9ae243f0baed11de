import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ScopeFolders } from './file-scope.fixtures.ts';
import { sha256 } from './read-held.ts';
import { swapper } from './swap-race.fixtures.ts';

const folders = new ScopeFolders();
const ours = Buffer.from('ours');
const paths = ['media/race/file.txt', 'media/race/folder/file.txt'].map((name) => folders.path(name));
let child: ChildProcess;

beforeAll(async () => {
  folders.write('outside/file.txt', 'secret');
  for (const path of ['media/race/file.txt', 'media/race/folder/file.txt']) folders.write(path, 'ours');
  child = spawn(process.execPath, ['-e', swapper, folders.path('media'), folders.path('outside')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout!, 'data');
});
afterAll(async () => {
  const ended = once(child, 'exit');
  child.kill();
  await ended;
  folders.remove();
});

/** What came of many tries, and how often; several run at once, as calls do. */
async function outcomes(tries: number, attempt: (path: string) => Promise<string>): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (let count = 0; count < tries; count += 10) {
    const batch = Array.from({ length: 10 }, async (_, index) => attempt(paths[index % 2]!).catch(codeOf));
    for (const outcome of await Promise.all(batch)) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return counts;
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code ?? error);
}

function known(outcome: string): boolean {
  return ['ours', '', 'nothing', 'done', 'not_found', 'refused', 'conflict'].includes(outcome);
}

describe('files that another process exchanges for links to secrets', () => {
  it('are never read as the secret, in 8,000 tries', { timeout: 60_000 }, async () => {
    const whole = await outcomes(4000, async (path) => {
      const file = await folders.files.read(path, 100);
      return file?.content.toString() ?? 'nothing';
    });
    const opened = await outcomes(4000, async (path) => {
      await using file = await folders.files.open(path);
      const buffer = Buffer.alloc(100);
      return buffer.toString('utf8', 0, await file.read(buffer, 0));
    });

    const all = [...whole.keys(), ...opened.keys()];
    expect(all.filter((outcome) => !known(outcome))).toEqual([]);
    expect(all).toContain('ours');
    expect(new Set(all).size).toBeGreaterThan(2);
  });

  it('never lead a write or a deletion outside, in 2,000 tries', { timeout: 60_000 }, async () => {
    const change = { content: ours, expected: sha256(ours) };
    const written = await outcomes(1600, async (path) => folders.files.replace(path, change).then(() => 'done'));
    const removed = await outcomes(400, async (path) =>
      // The exchanged one alone: the other one would be gone after the first try.
      folders.files.remove(path === paths[0] ? path : `${path}.none`, change.expected).then(() => 'done'),
    );

    expect([...written.keys(), ...removed.keys()].filter((outcome) => !known(outcome))).toEqual([]);
    expect(written.get('done')).toBeGreaterThan(0);
    expect(written.size).toBeGreaterThan(1);
    expect(readdirSync(folders.path('outside'))).toEqual(['file.txt']);
    expect(readFileSync(folders.path('outside/file.txt'), 'utf8')).toBe('secret');
    expect(child.exitCode).toBeNull();
  });
});
