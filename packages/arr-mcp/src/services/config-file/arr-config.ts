import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';

import { type ServiceConfig, toKey, toPort, toServiceConfig, toUrlBase } from './service-config.ts';
import { unreadable } from './unreadable.ts';

// Entities are left as they stand: none of the values that are used has one, and none can grow into a large text.
const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, processEntities: false });

const Document = z.object({ Config: z.record(z.string(), z.string()) });

/**
 * The settings of a Servarr's `config.xml` by name.
 * @throws AppError bad_response when it is none
 */
export function readArrSettings(text: string): Readonly<Record<string, string>> {
  // A declaration of entities is nothing that these services write.
  if (/<!DOCTYPE/i.test(text) || XMLValidator.validate(text) !== true) throw unreadable('config.xml', 'XML');
  const parsed = Document.safeParse(parser.parse(text));
  // A setting that stands twice comes as a list.
  if (!parsed.success) throw unreadable('config.xml', 'a list of settings, each of them once,');
  return parsed.data.Config;
}

/** `config.xml` of Sonarr, Radarr, Lidarr, Prowlarr, Readarr. */
export function parseArrConfig(text: string): ServiceConfig {
  const settings = readArrSettings(text);
  const usesTls = settings['EnableSsl']?.toLowerCase() === 'true';
  return toServiceConfig({
    port: toPort(settings[usesTls ? 'SslPort' : 'Port']),
    urlBase: toUrlBase(settings['UrlBase']),
    bindAddress: settings['BindAddress'],
    usesTls,
    asksForSignIn: asksForSignIn(settings),
    credential: { api_key: toKey(settings['ApiKey']) },
  });
}

function asksForSignIn({ AuthenticationMethod: method }: Readonly<Record<string, string>>): boolean | undefined {
  return method === undefined ? undefined : !['none', 'external', ''].includes(method.toLowerCase());
}
