import type { CommandOutput, OperationArgs, OperationName, OperationResult } from '@arr-mcp/helper-protocol';

import type { BackupStore } from './backup-store.ts';
import type { ComposeFinder } from './compose-command.ts';
import type { HelperConfig } from './config.ts';
import { HelperError } from './helper-error.ts';
import type { QuadletDirectory } from './quadlet-directory.ts';
import type { QuadletGenerator } from './quadlet-generator.ts';
import type { Command, CommandResult, CommandRunner } from './run-command.ts';

/** What every operation may use. */
export interface HelperContext {
  readonly config: HelperConfig;
  readonly runner: CommandRunner;
  readonly compose: ComposeFinder;
  readonly quadlets: QuadletDirectory;
  readonly generator: QuadletGenerator;
  readonly backups: BackupStore;
}

/** One request: when it must stop, and who listens to its progress. */
export interface OperationCall {
  readonly signal: AbortSignal;
  /** milliseconds since the epoch */
  readonly deadline: number;
  readonly onLine: ((line: string) => void) | undefined;
}

export type OperationHandler<Name extends OperationName> = (
  args: OperationArgs<Name>,
  call: OperationCall,
) => Promise<OperationResult<Name>>;

export type OperationHandlers = { readonly [Name in OperationName]: OperationHandler<Name> };

/** Runs one command of an operation within the time that the operation has left. */
export async function runInCall(
  context: HelperContext,
  call: OperationCall,
  command: Omit<Command, 'timeLimitMs' | 'signal'>,
): Promise<CommandResult> {
  const timeLimitMs = Math.max(call.deadline - Date.now(), 1);
  return context.runner.run({ ...command, timeLimitMs, signal: call.signal });
}

/** The answer to a command that ended well. Throws `command_failed` with the command's own last lines otherwise. */
export function toCommandOutput({ exitCode, output }: CommandResult, what: string): CommandOutput {
  if (exitCode === 0) return { ok: true, output, exit_code: 0 };
  throw commandFailed({ exitCode, output }, what, `ended with exit code ${exitCode}`);
}

export function commandFailed(
  { exitCode, output }: Pick<CommandResult, 'exitCode' | 'output'>,
  what: string,
  how: string,
): HelperError {
  const last = output.trimEnd().split('\n').at(-1)?.slice(0, 300) ?? '';
  return new HelperError('command_failed', `${what} ${how}${last && `: ${last}`}`, { exitCode: exitCode || 1, output });
}
