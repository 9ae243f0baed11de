import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';

import { type ServiceConfig, toKey, toServiceConfig } from './service-config.ts';
import { unreadable } from './unreadable.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  processEntities: false,
});

const Document = z.object({ Preferences: z.record(z.string(), z.unknown()) });

/**
 * `Preferences.xml` of Plex, whose port is always the same.
 * @throws AppError bad_response when it is none
 */
export function parsePlexPreferences(text: string): ServiceConfig {
  if (/<!DOCTYPE/i.test(text) || XMLValidator.validate(text) !== true) throw unreadable('Preferences.xml', 'XML');
  const parsed = Document.safeParse(parser.parse(text));
  if (!parsed.success) throw unreadable('Preferences.xml', 'a list of preferences');
  const token = parsed.data.Preferences['PlexOnlineToken'];
  return toServiceConfig({
    port: undefined,
    urlBase: undefined,
    bindAddress: undefined,
    usesTls: undefined,
    // A server that was claimed by nobody lets everybody in its network do everything.
    asksForSignIn: token !== undefined,
    credential: { token: toKey(typeof token === 'string' ? token : undefined) },
  });
}
