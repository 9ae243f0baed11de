import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { type Answer, post } from './test-helper.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

/** The helper as a process of its own; with `listeningFd` it gets that socket the way systemd passes one. */
export async function startHelperProcess(env: Readonly<Record<string, string>>, listeningFd?: number) {
  // LISTEN_PID must be the pid of the very process that takes the socket, which only a shell before exec knows.
  const script = listeningFd === undefined ? 'exec "$@"' : 'LISTEN_FDS=1 LISTEN_PID=$$ exec "$@"';
  const child = spawn('/bin/sh', ['-c', script, 'sh', process.execPath, main], {
    env: { ...env, HELPER_LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit', ...(listeningFd === undefined ? [] : [listeningFd])],
  });
  const exited = once(child, 'exit');
  await lineWith(child, 'listening');
  const socketPath = env['HELPER_SOCKET'] ?? '';
  const token = (await readFile(`${socketPath}.token`, 'utf8')).trim();
  return {
    send: async (body: string): Promise<Answer> => post(socketPath, body, { authorization: `Bearer ${token}` }),
    residentBytes: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) * 1024,
    /** The exit code after SIGTERM. */
    stop: async (): Promise<unknown> => {
      child.kill('SIGTERM');
      return (await exited)[0];
    },
  };
}

async function lineWith(child: ReturnType<typeof spawn>, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (output.length < 100_000 && output.includes(text)) resolve();
      else if (output.length > 100_000) output = '';
    });
    child.once('exit', (code) => reject(new Error(`the helper ended with ${code}: ${output}`)));
  });
}
