import { join } from 'node:path';

import { run } from '../run.ts';

const program = join(import.meta.dirname, '../../node_modules/@modelcontextprotocol/conformance/dist/index.js');

/** Runs the conformance suite against a server that needs no key. @throws with its report when something fails */
export async function runSuite(url: string, args: readonly string[]): Promise<string> {
  const argv = [process.execPath, program, 'server', '--url', `${url}/mcp`, ...args];
  const { exitCode, stdout, stderr } = await run(argv, { timeLimitMs: 110_000 });
  if (exitCode !== 0) throw new Error(`${stdout.slice(-5000)}\n${stderr}`);
  return stdout;
}
