import { constants } from 'node:fs';
import { access, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import type { HelperConfig } from './config.ts';
import { HelperError, errorCode } from './helper-error.ts';
import { isAbsent, isTrustedDirectory, namesIn } from './owned-file.ts';
import { findDropInFolders } from './quadlet-references.ts';
import type { CommandRunner } from './run-command.ts';

export interface GeneratorRun {
  /** what the generator refuses, one entry each, without the names of staging folders */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** the units that it would make */
  readonly units: readonly string[];
}

/** File name -> content. */
export type QuadletContents = ReadonlyMap<string, string>;

const timeLimitMs = 10_000;
const outputBytes = 2 * 1024 * 1024;

/** Asks Podman's own generator, in a private folder, what it makes of a set of Quadlet files. */
export class QuadletGenerator {
  readonly #config: HelperConfig;
  readonly #runner: CommandRunner;

  constructor(config: HelperConfig, runner: CommandRunner) {
    this.#config = config;
    this.#runner = runner;
  }

  /** The generator's path; undefined on a host without one. */
  async find(): Promise<string | undefined> {
    for (const program of this.#config.quadletGenerators) {
      const found = await access(program).then(
        () => true,
        () => false,
      );
      if (found) return program;
    }
    return undefined;
  }

  /** A dry run over these files together with the installed drop-ins. Throws `unavailable` without a generator. */
  async run(files: QuadletContents, signal: AbortSignal): Promise<GeneratorRun> {
    const program = await this.find();
    if (program === undefined)
      throw new HelperError('unavailable', 'Podman with its Quadlet generator is not installed');
    const staging = await this.#createStaging();
    try {
      for (const [name, content] of files) await writeFile(join(staging, name), content, { mode: 0o600, flag: 'wx' });
      await this.#copyDropIns(staging);
      const { output, stdout } = await this.#runner.run({
        argv: [program, '-user', '-dryrun'],
        env: { QUADLET_UNIT_DIRS: staging },
        timeLimitMs,
        signal,
        stdoutBytes: outputBytes,
      });
      return readGeneratorOutput(output, stdout, staging);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  }

  /** Removes what a killed helper left behind. */
  async removeLeftovers(): Promise<void> {
    await rm(join(this.#config.stateDir, 'staging'), { recursive: true, force: true });
  }

  async #createStaging(): Promise<string> {
    const parent = join(this.#config.stateDir, 'staging');
    await mkdir(parent, { recursive: true, mode: 0o700 });
    return mkdtemp(join(parent, 'check-'));
  }

  async #copyDropIns(staging: string): Promise<void> {
    const { uid } = this.#config;
    for (const folder of await findDropInFolders(this.#config)) {
      if (!(await isTrustedDirectory(folder, uid))) continue;
      const target = join(staging, basename(folder));
      await mkdir(target, { recursive: true, mode: 0o700 });
      for (const name of (await namesIn(folder)).filter((file) => file.endsWith('.conf'))) {
        await copyNewFile(join(folder, name), join(target, name));
      }
    }
  }
}

/** Sorts the generator's lines; `quadlet-generator[123]: ` in front and the staging folder say nothing to anyone. */
export function readGeneratorOutput(output: string, stdout: string, staging: string): GeneratorRun {
  const lines = output
    .split('\n')
    .filter((line) => /^quadlet-generator\[\d+\]: /.test(line))
    .map((line) => line.replace(/^[^:]*: /, '').replaceAll(`${staging}/`, ''))
    .filter((line) => !/^Loading source unit file|^No files parsed from/.test(line));
  return {
    problems: lines.filter((line) => !isWarning(line)),
    warnings: lines.filter(isWarning),
    units: [...stdout.matchAll(/^---(\S+)---$/gm)].map(([, unit = '']) => unit),
  };
}

function isWarning(line: string): boolean {
  return /warning|not a fully qualified image name/i.test(line);
}

/** Copies a file unless one of that name is there already: the first search directory counts. */
async function copyNewFile(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST' && !isAbsent(error)) throw error;
  }
}
