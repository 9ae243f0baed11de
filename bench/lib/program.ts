import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

export interface Program {
  readonly process: ChildProcess;
  readonly port: number;
  stop(): Promise<void>;
}

const startLimitMs = 15_000;

/**
 * Starts a Node.js program that listens on the port in `ARR_MCP_PORT` and `PORT`, and waits until it answers there.
 * @param env may name the port, where something else has to be told of it
 */
export async function startServer(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const port = Number(env['ARR_MCP_PORT'] ?? (await freePort()));
  const child = spawn(process.execPath, args, {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      ARR_MCP_PORT: String(port),
      PORT: String(port),
      ...env,
    },
    stdio: ['ignore', 'ignore', process.env['BENCH_VERBOSE'] === undefined ? 'ignore' : 'inherit'],
  });
  await untilAnswering(`http://127.0.0.1:${port}/`);
  return {
    process: child,
    port,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/** Resident memory of a process in MiB: what the kernel counts as its own and shared pages in memory. */
export function residentMiB({ process: { pid } }: Pick<Program, 'process'>): number {
  const [, kiB] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kiB) / 1024;
}

/** The most that a process has ever held in memory, in MiB. */
export function peakMiB({ process: { pid } }: { readonly process: { readonly pid?: number | undefined } }): number {
  const [, kiB] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kiB) / 1024;
}

/** A port of this machine that nobody uses right now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

async function untilAnswering(url: string): Promise<void> {
  const deadline = Date.now() + startLimitMs;
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer !== undefined) return;
    if (Date.now() > deadline) throw new Error(`nothing answers at ${url}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
