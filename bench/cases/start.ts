import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

import { bundle, settings } from '../lib/arr-mcp.ts';
import { type Result, compare } from '../lib/measure.ts';

const peer = join(dirname(createRequire(import.meta.url).resolve('mcp-arr-server/package.json')), 'dist', 'index.js');
const rounds = 11;

const theirs = () => firstList([peer], { SONARR_URL: 'http://127.0.0.1:1', SONARR_API_KEY: 'x' });

/** From the start of the process to the first list of tools, as a client on standard input and output waits for it. */
export async function startCase(): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'arr-mcp-bench-'));
  const ours = () => firstList([bundle, 'stdio'], settings(folder));
  await ours();
  await theirs();
  const times = await compare(rounds, ours, theirs);
  rmSync(folder, { recursive: true });
  return [{ name: 'start to first tools/list, stdio / mcp-arr-server', unit: 'ms', ...times, goal: 1 }];
}

async function firstList(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const say = (message: object): void => void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const clientInfo = { name: 'bench', version: '1' };
  say({ id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo } });
  let time = Number.NaN;
  for await (const line of createInterface({ input: child.stdout })) {
    const { id } = JSON.parse(line) as { id?: number };
    if (id === 1) {
      say({ method: 'notifications/initialized' });
      say({ id: 2, method: 'tools/list' });
    }
    if (id === 2) {
      time = performance.now() - start;
      break;
    }
  }
  child.stdin.end();
  child.kill();
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return time;
}
