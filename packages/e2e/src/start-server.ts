import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { checkout } from './lab.ts';

export interface RunningServer {
  readonly url: string;
  readonly key: string;
  readonly stop: () => Promise<void>;
  /** by SIGKILL; data that were given a directory of their own stay */
  readonly kill: () => Promise<void>;
}

const startLimitMs = 20_000;

/**
 * Starts the built server on this machine, without runtime and helper, for what is about neither.
 * @param variables settings beside those, such as the address of a service
 */
export async function startServer(variables: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'arr-mcp-e2e-'));
  const key = 'key-of-the-conformance-tests';
  const child = spawn(process.execPath, [join(checkout, 'packages/arr-mcp/dist/main.js'), 'serve'], {
    cwd: dataDir,
    env: {
      ARR_MCP_API_KEY: key,
      ARR_MCP_HOST: '127.0.0.1',
      ARR_MCP_PORT: '0',
      ARR_MCP_DATA_DIR: dataDir,
      ARR_MCP_CONTAINER_RUNTIME: 'none',
      ARR_MCP_HELPER_SOCKET: join(dataDir, 'none.sock'),
      ARR_MCP_RATE_LIMIT: '1000',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await readyAddress(child);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url, key, stop: async () => end('SIGTERM'), kill: async () => end('SIGKILL') };
}

async function readyAddress(child: ChildProcess): Promise<string> {
  let log = '';
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const timer = setTimeout(
    () => reject(new Error(`the server is not ready after ${startLimitMs} ms\n${log}`)),
    startLimitMs,
  );
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      const address = /"address":"([^"]+)"/.exec(log)?.[1];
      if (address !== undefined) resolve(address);
    });
  }
  child.once('exit', (code) => reject(new Error(`the server ended with ${code}\n${log}`)));
  return promise.finally(() => clearTimeout(timer));
}
