import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

import { AppError } from '../errors.ts';
import { hasStateDatabase, openStateDatabase } from '../storage/state-database.ts';
import { readConfig } from './read-config.ts';

/**
 * Does something with the state database that the settings name, also while a server uses it.
 * @param mayBeNew whether it is made where there is none
 * @throws AppError `not_found` where there is none, so that a wrong directory does not pass for an empty one
 */
export function withState<Result>(use: (database: DatabaseSync, path: string) => Result, mayBeNew = false): Result {
  const { dataDir } = readConfig().config;
  const path = join(dataDir, 'state.db');
  if (!mayBeNew && !hasStateDatabase(path))
    throw new AppError('not_found', `no server has kept anything in ${dataDir}`, {
      hint: 'ARR_MCP_DATA_DIR must be what the server has. In its container: podman exec arr-mcp node /app/main.js …',
    });
  const database = openStateDatabase(path);
  try {
    return use(database, path);
  } finally {
    database.close();
  }
}
