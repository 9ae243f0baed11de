import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { chmod, lstat, mkdir, open, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { type Server, connect } from 'node:net';
import { dirname } from 'node:path';

import { writeFileAtomically } from './atomic-file.ts';
import { errorCode } from './helper-error.ts';
import { isTaken } from './owned-file.ts';
import type { CommandRunner } from './run-command.ts';

/** The helper cannot listen; the message says what to do. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/** `sun_path` has 108 bytes with its NUL; Node 20 cuts a longer path without a word. */
const maxPathBytes = 107;
const firstPassedFd = 3;

/** Prepares the folder and takes the lock that keeps a second helper away; the kernel drops it with the process. */
export async function claimSocket(path: string, uid: number, runner: CommandRunner): Promise<FileHandle> {
  if (Buffer.byteLength(path) > maxPathBytes) {
    throw new ListenError(
      `socket path ${path} is longer than ${maxPathBytes} bytes; set HELPER_SOCKET to a shorter one`,
    );
  }
  const directory = dirname(path);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const stats = await lstat(directory);
  if (!stats.isDirectory() || stats.uid !== uid || (stats.mode & 0o077) !== 0) {
    throw new ListenError(`${directory} must be a folder of this account with mode 0700; chmod 700 ${directory}`);
  }
  const lock = await open(`${path}.lock`, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
  // flock(1) locks the open file, which this process shares; the lock outlives that child and ends with this process.
  const { exitCode } = await runner.run({ argv: ['flock', '--nonblock', '3'], timeLimitMs: 5000, inheritFd: lock.fd });
  if (exitCode === 0) return lock;
  await lock.close();
  throw new ListenError(`another helper serves ${path}; stop it first (systemctl --user stop arr-helper.service)`);
}

/** Listens on the path with mode 0600 from the first moment; a socket that nobody serves is removed before. */
export async function listenOnPath(server: Server, path: string): Promise<void> {
  if (await isServed(path)) throw new ListenError(`another program serves ${path}; stop it first`);
  await removeStaleSocket(path);
  const umask = process.umask(0o177);
  try {
    // bind(2) happens inside this call, so the umask holds for exactly this file.
    server.listen(path);
  } finally {
    process.umask(umask);
  }
  if (!server.listening) await once(server, 'listening');
  await chmod(path, 0o600);
}

/** Takes over the socket that systemd holds; it owns the file. */
export async function listenOnPassedSocket(server: Server): Promise<void> {
  server.listen({ fd: firstPassedFd });
  if (!server.listening) await once(server, 'listening');
}

/** True when systemd passed a listening socket to this very process. */
export function isSocketPassed(env: NodeJS.ProcessEnv, pid = process.pid): boolean {
  return env['LISTEN_PID'] === String(pid) && Number(env['LISTEN_FDS']) >= 1;
}

/** The secret of this start. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Leaves the token beside the socket, for this account only. */
export async function writeToken(socketPath: string, token: string): Promise<void> {
  await writeFileAtomically(`${socketPath}.token`, `${token}\n`, 0o600);
}

async function removeStaleSocket(path: string): Promise<void> {
  if (!(await isTaken(path))) return;
  if (!(await lstat(path)).isSocket()) throw new ListenError(`${path} is not a socket; remove it or set HELPER_SOCKET`);
  await rm(path, { force: true });
}

async function isServed(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch (error) {
    if (['ENOENT', 'ECONNREFUSED', 'ENOTSOCK'].includes(errorCode(error) ?? '')) return false;
    throw error;
  } finally {
    socket.destroy();
  }
}
