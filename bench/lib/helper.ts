import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Program } from './program.ts';

const bundle = fileURLToPath(new URL('../../packages/arr-helper/dist/arr-helper.js', import.meta.url));

/** arr-helper as it is shipped, on a socket of its own. */
export async function startHelper(): Promise<Pick<Program, 'process' | 'stop'>> {
  const folder = mkdtempSync(join(tmpdir(), 'arr-helper-bench-'));
  mkdirSync(join(folder, 'stacks'));
  const socket = join(folder, 'run', 'arr-helper.sock');
  const child = spawn(process.execPath, [bundle], {
    env: { PATH: process.env['PATH'], HOME: folder, HELPER_SOCKET: socket, HELPER_STACKS_DIR: join(folder, 'stacks') },
    stdio: ['ignore', 'ignore', process.env['BENCH_VERBOSE'] === undefined ? 'ignore' : 'inherit'],
  });
  const deadline = Date.now() + 15_000;
  while (!existsSync(socket)) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error('arr-helper does not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    process: child,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}
