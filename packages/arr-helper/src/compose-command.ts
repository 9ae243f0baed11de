import { access } from 'node:fs/promises';
import { join } from 'node:path';

import type { HelperConfig } from './config.ts';
import { HelperError } from './helper-error.ts';
import type { CommandRunner } from './run-command.ts';

type Argv = readonly [string, ...string[]];

export interface ComposeCommand {
  readonly argv: Argv;
  /** podman-compose and Docker's compose differ in flags and in how they report failures */
  readonly flavour: 'podman-compose' | 'docker-compose';
}

const podmanCommands: readonly Argv[] = [['podman-compose'], ['podman', 'compose']];
const dockerCommand: Argv = ['docker', 'compose'];
const versionTimeLimitMs = 20_000;

/** Finds the compose command that works on this host; looks again as long as there is none. */
export class ComposeFinder {
  readonly #config: HelperConfig;
  readonly #runner: CommandRunner;
  #found: Promise<ComposeCommand | undefined> | undefined;

  constructor(config: HelperConfig, runner: CommandRunner) {
    this.#config = config;
    this.#runner = runner;
  }

  /** The command, or undefined when none works. */
  async find(): Promise<ComposeCommand | undefined> {
    this.#found ??= this.#search();
    const found = await this.#found;
    if (found === undefined) this.#found = undefined;
    return found;
  }

  /** The command. Throws `unavailable`. */
  async get(): Promise<ComposeCommand> {
    const command = await this.find();
    if (command !== undefined) return command;
    const tried = (await this.#candidates()).map((argv) => argv.join(' ')).join(', ');
    throw new HelperError('unavailable', `no compose command works here (tried ${tried}); install podman-compose`);
  }

  async #search(): Promise<ComposeCommand | undefined> {
    for (const argv of await this.#candidates()) {
      const command = await this.#try(argv);
      if (command !== undefined) return command;
    }
    return undefined;
  }

  async #candidates(): Promise<readonly Argv[]> {
    const [program, ...args] = this.#config.composeCommand ?? [];
    if (program !== undefined) return [[program, ...args]];
    // podman-compose answers `version` wherever Podman is installed, also on a host that runs its stacks on Docker.
    return (await this.#isDockerHost()) ? [dockerCommand, ...podmanCommands] : [...podmanCommands, dockerCommand];
  }

  async #isDockerHost(): Promise<boolean> {
    const { runtimeDir, childEnv } = this.#config;
    if (await exists(join(runtimeDir, 'podman/podman.sock'))) return false;
    if (childEnv['DOCKER_HOST'] !== undefined) return true;
    return (await exists('/var/run/docker.sock')) || (await exists(join(runtimeDir, 'docker.sock')));
  }

  async #try(argv: Argv): Promise<ComposeCommand | undefined> {
    try {
      const { exitCode, output } = await this.#runner.run({
        argv: [...argv, 'version'],
        timeLimitMs: versionTimeLimitMs,
      });
      if (exitCode !== 0) return undefined;
      return { argv, flavour: /podman-compose/.test(output) ? 'podman-compose' : 'docker-compose' };
    } catch (error) {
      // Absent or hanging: the next candidate may work.
      if (error instanceof HelperError) return undefined;
      throw error;
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
