import { closeSync, constants, existsSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

import { AppError } from '../errors.ts';

/** Longer than any other process ever needs; a new secret takes half a second. */
const patienceMs = 5000;
const privateMode = 0o600;

/**
 * Runs while no other process does the same with this lock. The system lets go of it with the process that holds it,
 * whatever becomes of that one, and in whichever container it runs: no lock is ever left behind.
 * @param path an empty file, which is made and stays
 */
export function whileLocked<Result>(path: string, run: () => Result): Result {
  // Opened only when it is not there: closing a file gives up all the locks that this process has on it.
  if (!existsSync(path)) {
    closeSync(openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW, privateMode));
  }
  const lock = new DatabaseSync(path, { timeout: patienceMs });
  try {
    begin(lock);
    return run();
  } finally {
    // Ends the transaction, which changed nothing.
    lock.close();
  }
}

function begin(lock: DatabaseSync): void {
  try {
    lock.exec('BEGIN IMMEDIATE');
  } catch (cause) {
    throw new AppError('busy', 'another process writes the credentials', { cause, hint: 'Try again in a moment.' });
  }
}
