import { parseArgs } from 'node:util';

import { type HelperConfig, ConfigError, parseConfig } from './config.ts';
import { ListenError } from './listen-socket.ts';
import { startHelper } from './start-helper.ts';
import { helperVersion } from './version.ts';

const help = `arr-helper ${helperVersion}: runs compose, systemctl and Quadlet operations for arr-mcp on this host.

It takes no arguments; the environment configures it:
  HELPER_SOCKET             $XDG_RUNTIME_DIR/arr-helper/arr-helper.sock
  HELPER_STACKS_DIR         /opt/stacks
  HELPER_MEDIA_DIR          /media-server
  HELPER_QUADLET_DIR        $XDG_CONFIG_HOME/containers/systemd
  HELPER_STATE_DIR          $XDG_STATE_HOME/arr-helper
  COMPOSE_COMMAND           what works: podman-compose, podman compose, docker compose
  HELPER_ALLOW_HOST_ACCESS  false; true accepts Quadlets that reach the host
  HELPER_LOG_LEVEL          info
`;

/** Runs the program; the exit status says how it ended. */
async function main(): Promise<void> {
  const text = answerFlags(process.argv.slice(2));
  if (text !== undefined) {
    process.stdout.write(text);
    return;
  }
  const config: HelperConfig = parseConfig(process.env);
  const helper = await startHelper(config, process.env);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void helper.stop());
}

function answerFlags(args: string[]): string | undefined {
  const { values } = parseArgs({ args, options: { help: { type: 'boolean' }, version: { type: 'boolean' } } });
  if (values.help === true) return help;
  return values.version === true ? `${helperVersion}\n` : undefined;
}

main().catch((error: unknown) => {
  const expected = error instanceof ConfigError || error instanceof ListenError || error instanceof TypeError;
  const text = error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text.replaceAll(/^/gm, 'arr-helper: ')}\n`);
  process.exit(1);
});
