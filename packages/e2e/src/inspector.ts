import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const installed = join(import.meta.dirname, '../node_modules/@modelcontextprotocol/inspector');
const folder = process.env['MCP_INSPECTOR'] ?? installed;
const program = join(folder, 'clients/launcher/build/index.js');

/** Whether the inspector of the MCP project is there; where it is not, its specs are skipped, and say so. */
export const hasInspector = existsSync(program);
if (!hasInspector)
  process.stderr.write(
    `\n*** SKIPPED: the inspector's specs: there is no ${program}; MCP_INSPECTOR names its folder ***\n\n`,
  );

/**
 * The inspector's command line, without a terminal.
 * @param home where it keeps what it is told, and looks for the programs it starts
 */
export function startInspector(url: string, args: readonly string[], home: string): ChildProcess {
  return spawn(process.execPath, [program, '--cli', url, '--transport', 'http', '--format', 'json', ...args], {
    // Told to open a browser it asks for a sign-in without a terminal; it finds none, and prints the address.
    env: { HOME: home, PATH: home, MCP_AUTO_OPEN_ENABLED: 'true', MCP_INSPECTOR_SECRET_STORE: 'memory' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
