import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { checkout } from './lab.ts';

export interface EndedDemo {
  readonly exitCode: number | null;
  /** what still lies in its temporary folder, of which nothing may stay */
  readonly leftBehind: readonly string[];
}

export interface RunningDemo {
  readonly url: string;
  readonly key: string;
  /** the one folder in which everything of it lies */
  readonly folder: string;
  readonly end: (signal: NodeJS.Signals) => Promise<EndedDemo>;
  /** Kills its server, as a crash would. */
  readonly crash: () => Promise<EndedDemo>;
}

const startLimitMs = 30_000;

/** Starts what `npm run demo` starts once everything is built, with a temporary folder of its own. */
export async function startDemo(variables: Readonly<Record<string, string>> = {}): Promise<RunningDemo> {
  const folder = mkdtempSync(join(tmpdir(), 'arr-mcp-e2e-'));
  const child = spawn(process.execPath, [join(checkout, 'packages/demo-stack/src/main.ts')], {
    env: { PATH: process.env['PATH'] ?? '', ARR_MCP_PORT: '0', TMPDIR: folder, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const address = await printedAddress(child);
  const finish = async (): Promise<EndedDemo> => {
    const exitCode = await ended;
    const leftBehind = readdirSync(folder);
    rmSync(folder, { recursive: true, force: true });
    return { exitCode, leftBehind };
  };
  return {
    url: address.origin,
    key: address.searchParams.get('key') ?? '',
    folder: join(folder, readdirSync(folder)[0] ?? ''),
    async end(signal) {
      child.kill(signal);
      return finish();
    },
    async crash() {
      process.kill(onlyChildOf(child.pid ?? 0), 'SIGKILL');
      return finish();
    },
  };
}

async function printedAddress(child: ChildProcess): Promise<URL> {
  let output = '';
  const { promise, resolve, reject } = Promise.withResolvers<URL>();
  const fail = (why: string): void => reject(new Error(`the demo ${why}\n${output}`));
  const timer = setTimeout(() => fail(`is not ready after ${startLimitMs} ms`), startLimitMs);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const address = /The page: +(\S+)/.exec(output)?.[1];
      if (address !== undefined) resolve(new URL(address));
    });
  }
  child.once('exit', (code) => fail(`ended with ${code}`));
  return promise.finally(() => clearTimeout(timer));
}

function onlyChildOf(pid: number): number {
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return Number(child);
}
