import { parseArrConfig } from './arr-config.ts';
import { parseQbittorrentConfig, parseSabnzbdConfig } from './ini-config.ts';
import { parsePlexPreferences } from './plex-preferences.ts';
import type { ServiceConfig } from './service-config.ts';

const parsers: Readonly<Record<string, (text: string) => ServiceConfig>> = {
  'config.xml': parseArrConfig,
  'sabnzbd.ini': parseSabnzbdConfig,
  'qBittorrent.conf': parseQbittorrentConfig,
  'Preferences.xml': parsePlexPreferences,
};

/** Names of the configuration files that are read; of the others it is only known that they are there. */
export const configFileNames: ReadonlySet<string> = new Set(Object.keys(parsers));

/**
 * What a configuration file of that name tells; undefined when files of that name are not read.
 * @throws AppError bad_response when it is not of its form
 */
export function parseConfigFile(name: string, text: string): ServiceConfig | undefined {
  return Object.hasOwn(parsers, name) ? parsers[name]?.(text) : undefined;
}
