import { type InLabOptions, lab, tryInLab } from './lab.ts';
import { baseImage, releaseFolder } from './release.ts';
import type { RunResult } from './run.ts';

export interface Installation {
  /** address of the server from outside the lab */
  readonly url: string;
  readonly key: string;
}

/** What every installation of these tests is given: the lab's address is reached from outside. */
export const installOptions = ['--runtime', 'podman', '--image', '', '--listen', '0.0.0.0', '--port', '8081', '--yes'];

/** Runs deploy/install.sh as the account. */
export async function runInstaller(args: readonly string[], options: InLabOptions = {}): Promise<RunResult> {
  return tryInLab([`${releaseFolder}/deploy/install.sh`, ...args], {
    variables: { NODE_IMAGE: baseImage },
    ...options,
  });
}

/** The same, and what it printed for the person who connects. */
export async function install(args: readonly string[] = installOptions): Promise<Installation> {
  const { exitCode, stdout, stderr } = await runInstaller(args);
  if (exitCode !== 0) throw new Error(`install.sh ended with ${exitCode}\n${stdout}\n${stderr}`);
  return { url: await outsideAddress(stdout), key: printedKey(stdout) };
}

async function outsideAddress(output: string): Promise<string> {
  const port = /The page: +http:\/\/[^/]*:(\d+)\//.exec(output)?.[1];
  return `http://${(await lab(['ip'])).trim()}:${port ?? ''}`;
}

function printedKey(output: string): string {
  const key = /Authorization: Bearer (\S+)"/.exec(output)?.[1];
  if (key === undefined) throw new Error(`install.sh printed no key\n${output}`);
  return key;
}

/** systemctl of the account; a state that is not the wished one is an answer, not a failure. */
export async function userUnit(...args: string[]): Promise<string> {
  const { stdout } = await tryInLab(['systemctl', '--user', ...args]);
  return stdout.trimEnd();
}
