import { closeSync, constants, existsSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

import { AppError } from '../errors.ts';

const privateMode = 0o600;
const lookAgainMs = 50;

/**
 * Runs while no other process does the same with this lock, as whileLocked, for work that takes its time: nobody is
 * kept from anything else meanwhile. The system lets go of it with the process that holds it.
 * @throws AppError busy when it is still held after `patienceMs`
 */
export async function holdLock<Result>(path: string, patienceMs: number, work: () => Promise<Result>): Promise<Result> {
  if (!existsSync(path)) {
    closeSync(openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW, privateMode));
  }
  const lock = await take(path, performance.now() + patienceMs);
  try {
    return await work();
  } finally {
    // Ends the transaction, which changed nothing.
    lock.close();
  }
}

async function take(path: string, until: number): Promise<DatabaseSync> {
  for (;;) {
    const lock = tryToTake(path);
    if (lock instanceof DatabaseSync) return lock;
    if (performance.now() >= until) {
      throw new AppError('busy', 'another process renews these tokens', {
        cause: lock,
        hint: 'Try again in a moment.',
      });
    }
    await sleep(lookAgainMs);
  }
}

// The error of a lock that somebody has; anything else is none to wait for.
function tryToTake(path: string): DatabaseSync | Error {
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    lock.exec('BEGIN IMMEDIATE');
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) return error;
    throw error;
  }
}
