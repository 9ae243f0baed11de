import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';

import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { sha256 } from '../files/read-held.ts';
import { openHistory, wholeContents } from '../testing/change-writer.ts';

const kills = 200;
// Each with a folder of its own, to have all processors at work.
const lanes = 4;
// A writer is killed somewhere in one of its turns, which take some 20 ms each.
const maxTurns = 3;
const maxDelayMs = 20;

const by = { caller: 'the test', tool: 'change_revert' };
const whole = new Set<string | null>([null, ...wholeContents.map(sha256)]);

let root: string;
let writers: Set<ChildProcess>;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'change-history-kill-'));
  writers = new Set();
  // In one file it starts in a fraction of the time.
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    build: { ssr: '../testing/change-writer.ts', outDir: join(root, 'program'), target: 'node22' },
    ssr: { noExternal: true },
  });
});
afterAll(() => {
  for (const writer of writers) writer.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

function standing(path: string): string | null {
  return existsSync(path) ? sha256(readFileSync(path)) : null;
}

async function killWhileWriting(folder: string): Promise<void> {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(root, 'compiled'), NODE_OPTIONS: '' };
  const writer = spawn(process.execPath, [join(root, 'program/change-writer.js'), folder], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  writers.add(writer);
  const ended = once(writer, 'exit');
  await Promise.race([waitForTurn(writer.stdout, 1 + Math.floor(Math.random() * maxTurns)), ended]);
  await setTimeout(Math.random() * maxDelayMs);
  writer.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  writers.delete(writer);
}

async function waitForTurn(output: Readable, turn: number): Promise<void> {
  let turns = 0;
  for await (const [bytes] of on(output, 'data') as AsyncIterable<[Buffer]>) {
    turns += bytes.length;
    if (turns >= turn) return;
  }
}

/** Looks at the files and the history after a kill. Returns whether a change was under way. */
async function checkAfterKill(folder: string): Promise<boolean> {
  const { history, store, close } = openHistory(folder);
  const wasUnderWay = store.list().some(({ state }) => state === 'pending');
  await history.recover();
  expect(history.list().filter(({ state }) => state !== 'done')).toEqual([]);
  for (const name of ['replaced', 'made']) {
    const path = join(folder, 'stacks', name);
    expect(whole).toContain(standing(path));
    const newest = store.list().find((change) => change.path === path);
    expect(standing(path)).toBe(newest?.writtenSha256 ?? null);
    if (newest === undefined) continue;
    await history.revert(await history.planRevert(newest.id), by);
    expect(standing(path)).toBe(newest.keptSha256 ?? null);
  }
  close();
  return wasUnderWay;
}

describe('ChangeHistory under SIGKILL', () => {
  it(`has whole files and tells the truth of them after ${kills} kills`, { timeout: 240_000 }, async () => {
    const runLane = async (lane: number): Promise<number> => {
      const folder = join(root, `lane-${lane}`);
      mkdirSync(join(folder, 'stacks'), { recursive: true });
      let underWay = 0;
      for (let kill = 0; kill < kills / lanes; kill += 1) {
        await killWhileWriting(folder);
        underWay += (await checkAfterKill(folder)) ? 1 : 0;
      }
      return underWay;
    };

    const underWay = await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(lane)));

    // Else the kills came when nothing was written, and this test says nothing.
    expect(underWay.reduce((sum, count) => sum + count)).toBeGreaterThan(kills / 10);
  });
});
