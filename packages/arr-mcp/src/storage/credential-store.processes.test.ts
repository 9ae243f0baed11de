import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { CredentialStore } from './credential-store.ts';
import { longKey, secrets } from './credential-store-writer.fixtures.ts';

type Writer = ChildProcessByStdio<null, Readable, null>;

const program = join(import.meta.dirname, 'credential-store-writer.fixtures.ts');
const kills = 16;
// A write takes some milliseconds, a rotation some hundreds.
const maxDelayMs = { store: 12, rotate: 400 };

let dataDir: string;
let writers: Set<Writer>;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'credential-writers-'));
  writers = new Set();
});

afterEach(async () => {
  for (const writer of writers) await kill(writer);
  rmSync(dataDir, { recursive: true });
});

function start(...work: string[]): Writer {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const writer = spawn(process.execPath, [program, ...work], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  writers.add(writer);
  return writer;
}

async function kill(writer: Writer): Promise<void> {
  const ended = once(writer, 'exit');
  writer.kill('SIGKILL');
  writers.delete(writer);
  expect(await ended).toEqual([null, 'SIGKILL']);
}

function openWith(secret: string): CredentialStore {
  return new CredentialStore({ dataDir, secret });
}

describe('CredentialStore in several processes', () => {
  it('loses nothing that several store at once', { timeout: 60_000 }, async () => {
    const names = ['a', 'b', 'c'];
    const ends = names.map(async (name) => once(start('store-many', dataDir, name, '20'), 'exit'));

    expect(await Promise.all(ends)).toEqual(names.map(() => [0, null]));
    writers.clear();
    const expected = names.flatMap((name) => Array.from({ length: 20 }, (_, turn) => `sonarr-${name}-${turn}`));
    expect(
      openWith(secrets[0])
        .list()
        .map(({ instance }) => instance)
        .sort(),
    ).toEqual(expected.sort());
  });

  it(`has a whole file, and no lock, after each of ${kills} kills`, { timeout: 120_000 }, async () => {
    for (let count = 0; count < kills; count += 1) {
      const writer = start('store', dataDir);
      await once(writer.stdout, 'data');
      await setTimeout(Math.random() * maxDelayMs.store);
      await kill(writer);

      const store = openWith(secrets[0]);
      const key = store.find('sonarr')?.credential?.api_key ?? '';
      expect(key).toBe(longKey(Number(key.split('k', 1)[0])).trim());
      // What a killed one left stands in nobody's way.
      store.set({ instance: 'plex', credential: { token: `t${count}` } });
      expect(existsSync(join(dataDir, 'credentials.json.tmp'))).toBe(false);
    }
  });

  it('opens with the former or the next secret after a kill in a rotation', { timeout: 120_000 }, async () => {
    openWith(secrets[0]).set({ instance: 'sonarr', credential: { api_key: longKey(1) } });
    const found = new Set<string>();
    for (let count = 0; count < kills / 2; count += 1) {
      const writer = start('rotate', dataDir);
      await once(writer.stdout, 'data');
      await setTimeout(Math.random() * maxDelayMs.rotate);
      await kill(writer);

      const opening = secrets.filter((secret) => openWith(secret).problem() === undefined);
      expect(opening).toHaveLength(1);
      expect(openWith(opening[0] ?? '').find('sonarr')?.credential).toEqual({ api_key: longKey(1) });
      found.add(readFileSync(join(dataDir, 'credentials.json'), 'utf8'));
    }
    // Else nothing was rotated, and this test says nothing.
    expect(found.size).toBeGreaterThan(kills / 4);
  });
});
