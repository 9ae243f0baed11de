import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

import { type Config, type Surroundings, createConfig } from '../config/config.ts';
import { type Environment, type ReadSettings, readSettings } from '../config/read-settings.ts';

export interface ReadConfig {
  readonly config: Config;
  readonly settings: ReadSettings;
}

/** The settings of this process: its environment and, below it, `.env` in the working directory. */
export function readConfig(env: Environment = process.env): ReadConfig {
  const settings = readSettings({ env, dotenv: readDotenv('.env'), readFile: readText });
  const config = createConfig(settings, {
    dataHome: env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'),
    runtimeDir: env['XDG_RUNTIME_DIR'],
    uid: process.getuid?.() ?? 0,
    proxy: readProxy(env),
  });
  return { config, settings };
}

export function readText(path: string): string {
  return readFileSync(path, 'utf8');
}

function readDotenv(path: string): Environment {
  return existsSync(path) ? parseEnv(readText(path)) : {};
}

// Programs write these in small letters as often as in capitals.
function readProxy(env: Environment): NonNullable<Surroundings['proxy']> {
  const [http, https, none] = ['http_proxy', 'https_proxy', 'no_proxy'].map(
    (name) => env[name] ?? env[name.toUpperCase()],
  );
  return {
    ...(http === undefined ? {} : { http }),
    ...(https === undefined ? {} : { https }),
    ...(none === undefined ? {} : { none }),
  };
}
