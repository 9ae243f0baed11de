import { join } from 'node:path';

import { createApp } from '../app.ts';
import type { Config } from '../config/config.ts';
import { Key } from '../config/setting-schemas.ts';
import { AppError } from '../errors.ts';
import { createApiKey } from '../http/auth/api-key.ts';
import { Metrics } from '../http/metrics.ts';
import { type HttpServer, createHttpServer } from '../http-server.ts';
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
  const metrics = new Metrics();
  const app = await createApp({ config, log, observe: (record) => metrics.observe(record) });
  const server = await createHttpServer({ ...app, config, apiKey: key, metrics, log });
  const ended = untilSignal();
  const address = await listen(server, config.http);
  await app.recover();
  log.info({ address, version: serverInfo.version, node: process.version, keyFile }, 'arr-mcp is ready');
  if (showAddress || process.stdout.isTTY) process.stdout.write(connectionText(config.http.publicUrl ?? address, key));
  log.info({ signal: await ended }, 'arr-mcp ends');
  await server.close();
  await app.close();
  return 0;
}

async function listen({ app }: HttpServer, { host, port }: Config['http']): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new AppError('unavailable', `${host}:${port} cannot be listened on (${code})`, {
      cause,
      hint: 'Another program may use the port: set ARR_MCP_PORT, or ARR_MCP_HOST to an address of this machine.',
    });
  }
}

// A key that we made stays in its file: a log is read by more people than may use it.
function findApiKey({ auth, dataDir }: Config): { key: string; keyFile: string | undefined } {
  if (auth.apiKey !== undefined) return { key: auth.apiKey, keyFile: undefined };
  const keyFile = join(dataDir, 'api-key');
  try {
    return { key: usableKey(ensurePrivateFile(keyFile, createApiKey).text, keyFile), keyFile };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('unavailable', `the key file ${keyFile} cannot be made or read`, {
      cause,
      hint: 'ARR_MCP_DATA_DIR must name a directory that this process may write; or set ARR_MCP_API_KEY.',
    });
  }
}

async function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
}

function usableKey(key: string, keyFile: string): string {
  if (Key.safeParse(key).success) return key;
  throw new AppError('refused', `the key in ${keyFile} has fewer than 16 characters`, {
    hint: 'Remove the file: the next start makes a new key.',
  });
}
