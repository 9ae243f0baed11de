import { join } from 'node:path';

import { createApp } from '../app.ts';
import type { Config } from '../config/config.ts';
import { createApiKey } from '../http/auth/api-key.ts';
import { createLogger } from '../logger.ts';
import { serverInfo } from '../mcp/server-info.ts';
import { ensurePrivateFile } from '../storage/private-file.ts';
import { connectionText } from './connection-text.ts';
import { readConfig } from './read-config.ts';

/** Runs the server until it is told to end. */
export async function serve({ showAddress }: { showAddress: boolean }): Promise<number> {
  const { config, settings } = readConfig();
  const log = createLogger(config.log.level);
  for (const warning of settings.warnings) log.warn(warning);
  const { key, keyFile } = findApiKey(config);
  const app = createApp(config, log);
  const server = await app.createHttpServer(key);
  const ended = untilSignal();
  const address = await server.app.listen({ host: config.http.host, port: config.http.port });
  log.info({ address, version: serverInfo.version, node: process.version, keyFile }, 'arr-mcp is ready');
  if (showAddress || process.stdout.isTTY) process.stdout.write(connectionText(config.http.publicUrl ?? address, key));
  log.info({ signal: await ended }, 'arr-mcp ends');
  await server.close();
  await app.close();
  return 0;
}

// A key that we made stays in its file: a log is read by more people than may use it.
function findApiKey({ auth, dataDir }: Config): { key: string; keyFile: string | undefined } {
  if (auth.apiKey !== undefined) return { key: auth.apiKey, keyFile: undefined };
  const keyFile = join(dataDir, 'api-key');
  return { key: ensurePrivateFile(keyFile, createApiKey).text, keyFile };
}

async function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
}
