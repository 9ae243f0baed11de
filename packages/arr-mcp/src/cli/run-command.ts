import { SettingsError } from '../config/read-settings.ts';
import { describeSettings } from '../config/describe-settings.ts';
import { AppError } from '../errors.ts';
import { serverInfo } from '../mcp/server-info.ts';
import { UsageError, parseFlags } from './parse-flags.ts';
import { print } from './print.ts';
import { readConfig } from './read-config.ts';

const usage = `arr-mcp ${serverInfo.version}: lets an assistant look after a home media host

  arr-mcp serve [--show-address]   MCP at /mcp, the page at / (this is what runs without a command)
  arr-mcp stdio                    the same tools for one local client on standard input and output
  arr-mcp config                   the effective settings, secrets masked, and where each came from
  arr-mcp credentials …            stores, lists and deletes what the services are reached with; --help tells more
  arr-mcp key …                    makes, lists and revokes keys for single clients; --help tells more
  arr-mcp grant …                  lists and revokes remote assistants that were let in; --help tells more
  arr-mcp doctor                   what was found, reached and is missing, with the next step for each; 1 = a problem
  arr-mcp health                   exit code 0 when a server answers on this host's port
  arr-mcp version

Settings are environment variables, or lines of .env in the working directory: docs/configuration.md
`;

const options = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  'show-address': { type: 'boolean' },
} as const;

type Command = (flags: { showAddress: boolean }) => Promise<number>;

// Imported when they run: a client that starts `stdio` must not wait for the web server's code.
const commands: Readonly<Record<string, Command>> = {
  serve: async (flags) => (await import('./serve.ts')).serve(flags),
  stdio: async () => (await import('./stdio.ts')).stdio(),
  doctor: async () => (await import('./doctor.ts')).doctor(),
  health: async () => (await import('./check-health.ts')).checkHealth(),
  async config() {
    const { settings } = readConfig();
    process.stdout.write(describeSettings(settings));
    return 0;
  },
  async version() {
    process.stdout.write(`${serverInfo.version}\n`);
    return 0;
  },
};

/** Runs one command of the program and returns its exit code; 2 = it was called wrongly or set up wrongly. */
export async function runCommand(argv: readonly string[]): Promise<number> {
  // A reader may have enough before the end, as `head` has: that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    if (argv[0] === 'credentials') return await (await import('./credentials.ts')).credentials(argv.slice(1));
    if (argv[0] === 'key') return await (await import('./keys.ts')).keys(argv.slice(1));
    if (argv[0] === 'grant') return await (await import('./grants.ts')).grants(argv.slice(1));
    const { positionals, values } = parseFlags(argv, options, usage);
    const [name = values.version === true ? 'version' : 'serve', ...rest] = positionals;
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (values.help === true || name === 'help') return print(usage, 0);
    if (command === undefined || rest.length > 0) return print(usage, 2);
    return await command({ showAddress: values['show-address'] === true });
  } catch (error) {
    return fail(error);
  }
}

function fail(error: unknown): number {
  if (error instanceof SettingsError) return print(`arr-mcp: ${error.message}\n`, 2);
  if (error instanceof UsageError) return print(`arr-mcp: ${error.message}\n\n${error.usage}`, 2);
  if (error instanceof AppError) {
    const hint = error.hint === undefined ? '' : `  ${error.hint}\n`;
    return print(`arr-mcp: ${error.message}\n${hint}`, error.code === 'invalid_argument' ? 2 : 1);
  }
  return print(`arr-mcp: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`, 1);
}
