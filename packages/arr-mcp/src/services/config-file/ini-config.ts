import { parse } from 'ini';
import { z } from 'zod';

import { type ServiceConfig, toKey, toPort, toServiceConfig, toUrlBase } from './service-config.ts';
import { unreadable } from './unreadable.ts';

type Settings = Readonly<Record<string, unknown>>;

const Section = z.record(z.string(), z.unknown());

/**
 * `sabnzbd.ini`.
 * @throws AppError bad_response when it is none
 */
export function parseSabnzbdConfig(text: string): ServiceConfig {
  const settings = readSection(text, 'misc', 'sabnzbd.ini');
  const usesTls = textOf(settings, 'enable_https') === '1';
  // Its one port speaks HTTPS when no other one is set for that.
  const httpsPort = toPort(textOf(settings, 'https_port'));
  return toServiceConfig({
    port: usesTls && httpsPort !== undefined ? httpsPort : toPort(textOf(settings, 'port')),
    urlBase: toUrlBase(textOf(settings, 'url_base')),
    bindAddress: textOf(settings, 'host'),
    usesTls,
    asksForSignIn: Boolean(textOf(settings, 'username')) && Boolean(textOf(settings, 'password')),
    credential: { api_key: toKey(textOf(settings, 'api_key')) },
  });
}

/**
 * `qBittorrent.conf`. It holds no password, only what one is checked against; since version 5.2 it may hold an API key.
 * @throws AppError bad_response when it is none
 */
export function parseQbittorrentConfig(text: string): ServiceConfig {
  const settings = readSection(text, 'Preferences', 'qBittorrent.conf');
  return toServiceConfig({
    port: toPort(textOf(settings, 'WebUI\\Port')),
    urlBase: undefined,
    bindAddress: textOf(settings, 'WebUI\\Address'),
    usesTls: textOf(settings, 'WebUI\\HTTPS\\Enabled') === 'true',
    asksForSignIn: undefined,
    credential: { api_key: toKey(textOf(settings, 'WebUI\\APIKey')) },
  });
}

function readSection(text: string, section: string, file: string): Settings {
  const parsed = Section.safeParse(parse(text)[section]);
  if (!parsed.success) throw unreadable(file, `a file with the section ${section}`);
  return parsed.data;
}

// The parser turns words such as true and null into what they mean.
function textOf(settings: Settings, name: string): string | undefined {
  const value = Object.hasOwn(settings, name) ? settings[name] : undefined;
  if (typeof value === 'boolean' || typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
