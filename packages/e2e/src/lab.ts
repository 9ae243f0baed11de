import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { type RunOptions, type RunResult, mustRun, run } from './run.ts';

export const checkout = join(import.meta.dirname, '../../..');
const program = join(process.env['MEDIAHOST'] ?? join(checkout, '../shared/mediahost'), 'mediahost');

/** Why the media host cannot be used here; undefined when it can. */
export function findObstacle(): string | undefined {
  if (!existsSync(program)) return `there is no ${program}; MEDIAHOST names its folder`;
  return process.getuid?.() === 0 ? undefined : 'the media host boots in namespaces, which needs root';
}

/** One command of the media host's own program. */
export async function lab(args: readonly string[], options?: RunOptions): Promise<string> {
  return mustRun([program, ...args], options);
}

export async function isLabUp(): Promise<boolean> {
  return (await run([program, 'status'])).exitCode === 0;
}

export interface InLabOptions extends RunOptions {
  readonly user?: 'media' | 'root';
  readonly variables?: Readonly<Record<string, string>>;
}

/** Runs a program inside, as the account `media` if no other is named; every exit code is a result. */
export async function tryInLab(argv: readonly string[], options: InLabOptions = {}): Promise<RunResult> {
  return run([program, 'exec', ...execArguments(argv, options)], options);
}

/** The same for what has to succeed; answers its standard output without the last newline. */
export async function inLab(argv: readonly string[], options: InLabOptions = {}): Promise<string> {
  return (await lab(['exec', ...execArguments(argv, options)], options)).trimEnd();
}

/** A line of shell inside. */
export async function shellInLab(line: string, options: InLabOptions = {}): Promise<string> {
  return inLab(['bash', '-euo', 'pipefail', '-c', line], options);
}

function execArguments(argv: readonly string[], { user = 'media', variables = {} }: InLabOptions): string[] {
  const env = Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  return ['--user', user, ...env, '--', ...argv];
}

/** A stand-in Radarr with a published port, as its own container on either engine of the lab. */
export async function runRadarr(engine: 'podman' | 'docker', name: string): Promise<void> {
  await inLab([engine, 'run', '-d', '--name', name, '-p', '127.0.0.1:17878:7878', 'lscr.io/linuxserver/radarr:5.22.4']);
}
