import { chmod, mkdir, rm } from 'node:fs/promises';

import { pino } from 'pino';

import { BackupStore } from './backup-store.ts';
import { ComposeFinder } from './compose-command.ts';
import type { HelperConfig } from './config.ts';
import { HelperError } from './helper-error.ts';
import {
  claimSocket,
  createToken,
  isSocketPassed,
  listenOnPassedSocket,
  listenOnPath,
  writeToken,
} from './listen-socket.ts';
import type { HelperContext } from './operation-context.ts';
import { QuadletDirectory } from './quadlet-directory.ts';
import { QuadletGenerator } from './quadlet-generator.ts';
import { CommandRunner } from './run-command.ts';
import { createServer } from './server.ts';
import { helperVersion } from './version.ts';

export interface RunningHelper {
  /** Lets operations in flight finish for a while, ends what is left, and closes the socket. */
  readonly stop: () => Promise<void>;
}

/** Takes the socket, builds every part and listens. Throws ListenError when the socket cannot be had. */
export async function startHelper(config: HelperConfig, env: NodeJS.ProcessEnv): Promise<RunningHelper> {
  const runner = new CommandRunner(config.childEnv);
  const lock = await claimSocket(config.socketPath, config.uid, runner);
  try {
    const { stop } = await serve(config, env, runner);
    return {
      stop: async () => {
        await stop();
        await lock.close();
      },
    };
  } catch (error) {
    await lock.close();
    throw error;
  }
}

async function serve(config: HelperConfig, env: NodeJS.ProcessEnv, runner: CommandRunner): Promise<RunningHelper> {
  const log = pino({ level: config.logLevel, base: null });
  await mkdir(config.stateDir, { recursive: true, mode: 0o700 });
  await chmod(config.stateDir, 0o700);
  const context = createContext(config, runner);
  await context.generator.removeLeftovers();
  const stopping = new AbortController();
  const token = createToken();
  // Before anybody can connect: whoever is refused finds the right token in the file.
  await writeToken(config.socketPath, token);
  const app = createServer({ context, token, version: helperVersion, log, signal: stopping.signal });
  await app.ready();
  if (isSocketPassed(env)) await listenOnPassedSocket(app.server);
  else await listenOnPath(app.server, config.socketPath);
  log.info({ socket: config.socketPath, version: helperVersion }, 'listening');
  const finding = context.compose
    .find()
    .then((compose) => log.info({ compose: compose?.argv ?? null }, 'compose command'));
  await tellSystemd(runner, env, '--ready');
  return {
    stop: async () => {
      log.info('stopping');
      const timer = setTimeout(
        () => stopping.abort(new HelperError('timeout', 'the helper is stopping')),
        config.drainMs,
      );
      await app.close();
      clearTimeout(timer);
      runner.close();
      await finding;
      await rm(`${config.socketPath}.token`, { force: true });
    },
  };
}

function createContext(config: HelperConfig, runner: CommandRunner): HelperContext {
  return {
    config,
    runner,
    compose: new ComposeFinder(config, runner),
    quadlets: new QuadletDirectory(config.quadletDir, config.uid),
    generator: new QuadletGenerator(config, runner),
    backups: new BackupStore(config.stateDir, config.uid),
  };
}

async function tellSystemd(runner: CommandRunner, env: NodeJS.ProcessEnv, message: string): Promise<void> {
  const socket = env['NOTIFY_SOCKET'];
  if (socket === undefined || socket === '') return;
  await runner.run({ argv: ['systemd-notify', message], env: { NOTIFY_SOCKET: socket }, timeLimitMs: 5000 });
}
