import { createApp } from '../app.ts';
import { createLogger } from '../logger.ts';
import { serveStdio } from '../mcp/stdio.ts';
import { allScopes } from '../scopes.ts';
import { readConfig } from './read-config.ts';

/** Serves the local client that started this process, until it goes. Standard output carries the protocol alone. */
export async function stdio(): Promise<number> {
  const { config, settings } = readConfig();
  const log = createLogger(config.log.level);
  for (const warning of settings.warnings) log.warn(warning);
  const app = await createApp({ config, log, observe: () => undefined });
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  await serveStdio(app.sessions.create({ id: 'stdio', name: 'local client', scopes: allScopes }, {}), stop.signal);
  await app.close();
  return 0;
}
