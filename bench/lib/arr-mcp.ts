import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Target } from './load.ts';
import { type Program, startServer } from './program.ts';

export const key = 'bench-key-0123456789abcdef';
export const bundle = fileURLToPath(new URL('../../packages/arr-mcp/dist/main.js', import.meta.url));

export interface ArrMcp extends Program {
  readonly folder: string;
}

/** arr-mcp as it is shipped, in a folder of its own, with no limit on calls that a benchmark would meet. */
export async function startArrMcp(env: Readonly<Record<string, string>> = {}): Promise<ArrMcp> {
  const folder = mkdtempSync(join(tmpdir(), 'arr-mcp-bench-'));
  const program = await startServer([bundle, 'serve'], { ...settings(folder), ...env });
  return {
    ...program,
    folder,
    async stop() {
      await program.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

export function settings(folder: string): Record<string, string> {
  return {
    ARR_MCP_API_KEY: key,
    ARR_MCP_DATA_DIR: join(folder, 'data'),
    ARR_MCP_STACKS_DIR: folder,
    ARR_MCP_MEDIA_DIR: folder,
    ARR_MCP_HELPER_SOCKET: join(folder, 'absent.sock'),
    ARR_MCP_CONTAINER_RUNTIME: 'none',
    ARR_MCP_RATE_LIMIT: '1000000',
    LOG_LEVEL: 'info',
  };
}

/** The body of a `tools/call` and the headers it goes with, with the admin's key if no other is given. */
export function toolCall(name: string, args: object, bearer = key): Omit<Target, 'port'> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } });
  return { path: '/mcp', body, headers: { authorization: `Bearer ${bearer}` } };
}
