import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { DemoServers, type TraktStandIn, createTraktStandIn, createWorld } from '@arr-mcp/demo-stack';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { CredentialStore } from '../../storage/credential-store.ts';
import { type Step, type Task, callMs, clockHeader, secret, steps } from './trakt-caller.fixtures.ts';

const program = join(import.meta.dirname, 'trakt-caller.fixtures.ts');
const startMs = Date.UTC(2026, 10, 21);
const calls = 100;
// Tokens live two seconds, which is twenty calls, and are renewed at half of that.
const tokenSeconds = 2;
const killsPerStep = 1;

let dataDir: string;
let servers: DemoServers;
let standIn: TraktStandIn;
let url: string;

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'trakt-kill-'));
  let nowMs = startMs;
  standIn = createTraktStandIn({
    world: createWorld({ now: () => new Date(nowMs) }),
    apiKey: 'app',
    tokenSeconds,
  });
  servers = new DemoServers();
  const port = await servers.onPort({
    fetch: async (request) => {
      nowMs = Number(request.headers.get(clockHeader));
      return standIn.fetch(request);
    },
  });
  url = `http://127.0.0.1:${port}`;
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = standIn.signIn();
  const tokens = { clientId: 'app', accessToken, refreshToken, givenAt: startMs, lifeMs: seconds * 1000 };
  new CredentialStore({ dataDir, secret }).keepTokens('trakt', tokens);
});

afterEach(async () => {
  await servers.close();
  rmSync(dataDir, { recursive: true });
});

interface Ended {
  readonly done: number;
  readonly killed: boolean;
}

/** Lets a process call from there on; how many calls went well, and whether it was killed. */
async function run(from: number, killAt?: Step): Promise<Ended> {
  const task: Task = { dataDir, url, from, to: calls, startMs, ...(killAt === undefined ? {} : { killAt }) };
  const env = { ...process.env, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, [program, JSON.stringify(task)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [dots, ended] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const [code, signal] = ended as [number | null, string | null];
  if (signal === null && code !== 0) throw new Error(`a caller failed with ${code}`);
  return { done: from + dots.length, killed: signal === 'SIGKILL' };
}

describe('a process that renews its tokens', () => {
  it(`makes ${calls} calls over many lives of its tokens`, { timeout: 60_000 }, async () => {
    expect(await run(0)).toEqual({ done: calls, killed: false });
    expect(standIn.tokens.traded).toBeGreaterThanOrEqual((calls * callMs) / (tokenSeconds * 1000));
    expect(standIn.tokens.reused).toBe(0);
  });

  it.each(steps)(
    'is signed in after it was killed %s, and sends no refresh token that others took the place of',
    { timeout: 120_000 },
    async (step) => {
      let done = 0;
      for (let kill = 0; kill < killsPerStep; kill += 1) {
        const ended = await run(done, step);
        expect(ended.killed).toBe(true);
        done = ended.done;
      }

      expect(await run(done)).toEqual({ done: calls, killed: false });
      expect(standIn.tokens.reused).toBe(0);
    },
  );

  it('shares its tokens with others that run beside it', { timeout: 60_000 }, async () => {
    const ended = await Promise.all([run(0), run(0), run(0)]);

    expect(ended.map(({ killed }) => killed)).toEqual([false, false, false]);
    expect(standIn.tokens.reused).toBe(0);
  });
});
