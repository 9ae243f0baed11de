import { existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { AppError } from '../errors.ts';
import { migrations } from './migrations.ts';
import { ensurePrivateDirectory } from './private-directory.ts';

/**
 * Opens the state database (WAL, so that a killed process loses nothing it had committed) and brings its schema
 * forward; what stood there before a migration is kept as `<path>.v<version>.bak`.
 * @throws AppError `refused` when the file was written by a newer arr-mcp, `unavailable` when it cannot be opened
 */
export function openStateDatabase(path: string): DatabaseSync {
  const database = open(path);
  try {
    const version = knownVersion(database, path);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000');
    migrate(database, { path, version });
    return database;
  } catch (error) {
    database.close();
    throw error instanceof AppError ? error : cannotOpen(path, error);
  }
}

function open(path: string): DatabaseSync {
  try {
    if (path !== ':memory:') ensurePrivateDirectory(dirname(path));
    return new DatabaseSync(path);
  } catch (error) {
    throw cannotOpen(path, error);
  }
}

function cannotOpen(path: string, cause: unknown): AppError {
  return new AppError('unavailable', `the state database ${path} cannot be opened`, {
    cause,
    hint: 'ARR_MCP_DATA_DIR must name a directory that this process may write; a damaged file can be moved away.',
  });
}

// Looked at before anything is written, so that a newer file is left exactly as it is.
function knownVersion(database: DatabaseSync, path: string): number {
  const version = schemaVersion(database);
  if (version <= migrations.length) return version;
  throw new AppError('refused', `${path} has schema ${version}, this arr-mcp knows ${migrations.length}`, {
    hint: 'Run the arr-mcp that wrote it, or name another ARR_MCP_DATA_DIR.',
  });
}

function migrate(database: DatabaseSync, { path, version }: { path: string; version: number }): void {
  if (version === migrations.length) return;
  if (version > 0) backUp(database, `${path}.v${version}.bak`);
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue;
    database.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${index + 1}; COMMIT`);
  }
}

function schemaVersion(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

function backUp(database: DatabaseSync, path: string): void {
  if (existsSync(path)) rmSync(path);
  database.prepare('VACUUM INTO ?').run(path);
}
