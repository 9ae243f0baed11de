import { chmodSync, closeSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { AppError } from '../errors.ts';
import { migrations } from './migrations.ts';
import { ensurePrivateDirectory } from './private-directory.ts';

const privateMode = 0o600;

/**
 * Opens the state database (WAL, so that a killed process loses nothing it had committed, and synced at each commit,
 * so that a power cut does not either) and brings its schema forward; what stood there before a migration is kept as
 * `<path>.v<version>.bak`. All of it is for us alone: files that were replaced are kept in it as they were.
 * @throws AppError `refused` when the file was written by a newer arr-mcp, `unavailable` when it cannot be opened
 */
export function openStateDatabase(path: string): DatabaseSync {
  const database = open(path);
  try {
    // Another process may be starting too: whoever comes second waits.
    database.exec('PRAGMA busy_timeout = 5000');
    refuseNewer(database, path);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    migrate(database, path);
    return database;
  } catch (error) {
    database.close();
    throw error instanceof AppError ? error : cannotOpen(path, error);
  }
}

/** Whether somebody has opened one there before. */
export function hasStateDatabase(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function open(path: string): DatabaseSync {
  try {
    if (path !== ':memory:') makePrivate(path);
    return new DatabaseSync(path);
  } catch (error) {
    throw cannotOpen(path, error);
  }
}

// SQLite gives its -wal and -shm files the mode of the database; those of a killed process may be older than that.
function makePrivate(path: string): void {
  ensurePrivateDirectory(dirname(path));
  if (!hasStateDatabase(path)) makeEmpty(path);
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.isFile() === true && (found.mode & 0o077) !== 0) chmodSync(file, privateMode);
  }
}

// Opened for appending, since another process may make it at the same time.
function makeEmpty(path: string): void {
  closeSync(openSync(path, 'a', privateMode));
}

function cannotOpen(path: string, cause: unknown): AppError {
  return new AppError('unavailable', `the state database ${path} cannot be opened`, {
    cause,
    hint: 'ARR_MCP_DATA_DIR must name a directory that this process may write; a damaged file can be moved away.',
  });
}

// Looked at before anything is written, so that a newer file is left exactly as it is.
function refuseNewer(database: DatabaseSync, path: string): void {
  const version = schemaVersion(database);
  if (version <= migrations.length) return;
  throw new AppError('refused', `${path} has schema ${version}, this arr-mcp knows ${migrations.length}`, {
    hint: 'Run the arr-mcp that wrote it, or name another ARR_MCP_DATA_DIR.',
  });
}

function migrate(database: DatabaseSync, path: string): void {
  const found = schemaVersion(database);
  if (found === migrations.length) return;
  if (found > 0) backUp(database, `${path}.v${found}.bak`);
  for (const [index, sql] of migrations.entries()) {
    database.exec('BEGIN IMMEDIATE');
    // Read again now that nobody else can write: another process may have come first.
    if (schemaVersion(database) === index) database.exec(`${sql}; PRAGMA user_version = ${index + 1}`);
    database.exec('COMMIT');
  }
}

function schemaVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

function backUp(database: DatabaseSync, path: string): void {
  rmSync(path, { force: true });
  makeEmpty(path);
  database.prepare('VACUUM INTO ?').run(path);
}
