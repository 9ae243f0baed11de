import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';

import { BoundedOutput, LineSplitter } from './bounded-output.ts';
import { HelperError, errorCode } from './helper-error.ts';

export interface Command {
  /** program and arguments; never seen by a shell */
  readonly argv: readonly [string, ...string[]];
  readonly timeLimitMs: number;
  readonly cwd?: string;
  readonly signal?: AbortSignal | undefined;
  readonly onLine?: ((line: string) => void) | undefined;
  /** how much of the beginning of standard output to keep apart, for parsing */
  readonly stdoutBytes?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** an open file that the program gets as descriptor 3 */
  readonly inheritFd?: number;
}

export interface CommandResult {
  readonly exitCode: number;
  /** what it wrote to both outputs, bounded, as plain text */
  readonly output: string;
  /** the beginning of standard output as it was written; empty without `stdoutBytes` */
  readonly stdout: string;
}

const graceMs = 2000;

/** The only place that starts a process: no shell, a fixed environment, and an end for the whole process group. */
export class CommandRunner {
  readonly #env: Readonly<Record<string, string>>;
  readonly #running = new Set<ChildProcess>();
  #isClosed = false;

  constructor(env: Readonly<Record<string, string>>) {
    this.#env = env;
  }

  /**
   * Runs a command and waits for it. Any exit code is a result. Throws `timeout` when it took longer than it may or
   * was stopped (with its output so far), `unavailable` when the program is absent.
   */
  async run(command: Command): Promise<CommandResult> {
    const [program, ...args] = command.argv;
    command.signal?.throwIfAborted();
    if (this.#isClosed) throw new HelperError('timeout', 'the helper is stopping');
    const child = spawn(program, args, {
      cwd: command.cwd,
      env: { ...this.#env, ...command.env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', ...(command.inheritFd === undefined ? [] : [command.inheritFd])],
    });
    this.#running.add(child);
    const output = new BoundedOutput();
    const stdout = new BoundedOutput(command.stdoutBytes ?? 0, 0);
    const endLines = followLines(child, command.onLine);
    child.stdout?.on('data', (chunk: Buffer) => (output.add(chunk), stdout.add(chunk)));
    child.stderr?.on('data', (chunk: Buffer) => output.add(chunk));
    let ended: string | undefined;
    const end = (reason: string) => {
      ended ??= reason;
      killGroup(child);
    };
    const timer = setTimeout(end, command.timeLimitMs, `took longer than ${command.timeLimitMs / 1000} s`);
    const abort = () => end('was stopped');
    command.signal?.addEventListener('abort', abort, { once: true });
    try {
      const exitCode = await exitOf(child, program);
      endLines();
      if (ended !== undefined) throw new HelperError('timeout', `${program} ${ended}`, { output: output.toString() });
      return { exitCode, output: output.toString(), stdout: stdout.toRawString() };
    } finally {
      clearTimeout(timer);
      command.signal?.removeEventListener('abort', abort);
      this.#running.delete(child);
    }
  }

  /** Ends every process group that still runs; nothing is started any more. */
  close(): void {
    this.#isClosed = true;
    for (const child of this.#running) killGroup(child);
  }
}

function followLines(child: ChildProcess, onLine: ((line: string) => void) | undefined): () => void {
  if (onLine === undefined) return () => undefined;
  const ends = [child.stdout, child.stderr].map((stream) => {
    const lines = new LineSplitter(onLine);
    const decoder = new StringDecoder('utf8');
    stream?.on('data', (chunk: Buffer) => lines.add(decoder.write(chunk)));
    return () => lines.end();
  });
  return () => ends.forEach((end) => end());
}

/**
 * Waits for the process and for its outputs. A daemon that it left behind may hold the pipes for ever, so they are
 * closed a moment after the process itself is gone.
 */
async function exitOf(child: ChildProcess, program: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let left: NodeJS.Timeout | undefined;
    child.once('error', (cause) => {
      clearTimeout(left);
      const absent = errorCode(cause) === 'ENOENT';
      reject(
        absent
          ? new HelperError('unavailable', `${program} is not installed`, { cause })
          : new HelperError('internal', `${program} could not be started: ${cause.message}`, { cause }),
      );
    });
    child.once('exit', () => {
      left = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, graceMs);
    });
    child.once('close', (code, signal) => {
      clearTimeout(left);
      resolve(code ?? (signal === 'SIGKILL' ? 137 : 143));
    });
  });
}

function killGroup(child: ChildProcess): void {
  signalGroup(child, 'SIGTERM');
  // Also after the leader is gone: a grandchild that ignores TERM still belongs to the group.
  setTimeout(signalGroup, graceMs, child, 'SIGKILL');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: the group is gone. EPERM: what is left of it belongs to somebody else.
    if (!['ESRCH', 'EPERM'].includes(errorCode(error) ?? '')) throw error;
  }
}
