import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createApp } from '../app.ts';
import { type Config, type Surroundings, createConfig } from '../config/config.ts';
import { type Environment, type ReadSettings, readSettings } from '../config/read-settings.ts';
import { Metrics } from '../http/metrics.ts';
import { type HttpServer, createHttpServer } from '../http-server.ts';
import { createLogger } from '../logger.ts';
import type { ToolServices } from '../tools/tool-context.ts';

export const testKey = 'test-key-0123456789abcdef';

export interface TestApp {
  readonly server: HttpServer;
  readonly settings: ReadSettings;
  readonly config: Config;
  readonly services: ToolServices;
  /** every log line that was written */
  readonly log: string[];
  /** listens on a free port and returns its address */
  listen(): Promise<string>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  /** instead of `testKey` */
  readonly apiKey?: string;
  readonly logLevel?: string;
  /** of the environment; absent: none */
  readonly proxy?: NonNullable<Surroundings['proxy']>;
}

/** The whole server as main.ts builds it, in a data directory of its own, without runtime and helper. */
export async function createTestApp(
  env: Environment = {},
  { apiKey = testKey, logLevel = 'debug', proxy }: TestAppOptions = {},
): Promise<TestApp> {
  const folder = mkdtempSync(join(tmpdir(), 'arr-mcp-test-'));
  const settings = readSettings({
    env: {
      ARR_MCP_DATA_DIR: join(folder, 'data'),
      ARR_MCP_STACKS_DIR: join(folder, 'stacks'),
      ARR_MCP_MEDIA_DIR: folder,
      ARR_MCP_CONTAINER_RUNTIME: 'none',
      ARR_MCP_HELPER_SOCKET: join(folder, 'helper.sock'),
      ...env,
    },
    readFile: () => '',
  });
  const surroundings = {
    dataHome: folder,
    runtimeDir: undefined,
    uid: process.getuid?.() ?? 0,
    ...(proxy === undefined ? {} : { proxy }),
  };
  const log: string[] = [];
  const config = createConfig(settings, surroundings);
  const logger = createLogger(logLevel, { write: (line) => void log.push(line) });
  const metrics = new Metrics();
  const app = await createApp({ config, log: logger, observe: (record) => metrics.observe(record) });
  const server = await createHttpServer({ ...app, config, apiKey, metrics, log: logger });
  return {
    server,
    settings,
    config,
    services: app.services,
    log,
    listen: () => server.app.listen({ host: '127.0.0.1', port: 0 }),
    async close() {
      await server.close();
      await app.close();
      rmSync(folder, { recursive: true });
    },
  };
}
