import type { Canaries } from './canaries.ts';

/** How secrets stand in what services say and log: each with a real example's names and places. */
export const secretForms: Readonly<Record<string, (secret: string) => string>> = {
  'apikey of a query': (secret) => `https://indexer.test/api?t=search&apikey=${secret}&q=harbour`,
  'encoded address in a query': (secret) =>
    `http://prowlarr:9696/1/download?link=x&url=${encodeURIComponent(`https://indexer.test/dl?apikey=${secret}`)}`,
  'r of a Newznab query': (secret) => `https://indexer.test/getnzb/4f6e.nzb&i=1234&r=${secret}`,
  'passkey of a query': (secret) => `https://tracker.test/announce.php?passkey=${secret}`,
  'torrent_pass and authkey of a query': (secret) =>
    `https://tracker.test/torrents.php?action=download&id=1&authkey=${secret}&torrent_pass=${secret}`,
  'passkey of a path': (secret) => `https://tracker.test:2710/${secret}/announce`,
  'rss key of a query': (secret) => `https://tracker.test/rss/download/12/${secret}/x.torrent?rsskey=${secret}`,
  'password of an address': (secret) => `https://harbour:${secret}@proxy.test:8443/path`,
  'Discord webhook': (secret) => `https://discord.com/api/webhooks/123456789012345678/${secret}${secret}`,
  'Telegram bot': (secret) => `https://api.telegram.org/bot123456789:AA${secret}/sendMessage`,
  'Slack webhook': (secret) => `https://hooks.slack.com/services/T00000000/B00000000/${secret}`,
  'magnet link': (secret) =>
    `magnet:?xt=urn:btih:${'0'.repeat(40)}&tr=${encodeURIComponent(`https://tracker.test/${secret}/announce`)}`,
  'bearer header': (secret) => `Authorization: Bearer ${secret}`,
  'key header': (secret) => `X-Api-Key: ${secret}`,
  'Plex token of a query': (secret) =>
    `http://192.168.1.10:32400/library/parts/1/1/file.mkv?download=1&X-Plex-Token=${secret}`,
  'Plex token of a log': (secret) => `X-Plex-Token => ${secret}`,
  'attribute of XML': (secret) => `<User id="1" authenticationToken="${secret}" password='${secret}'/>`,
  'cookie header': (secret) => `Cookie: SID=${secret}`,
  'member of JSON': (secret) => `{"username":"harbour","password":"${secret}","apiKey":"${secret}"}`,
  assignment: (secret) => `apikey=${secret} token=${secret} password=${secret}`,
};

export type SecretForm = (place: string) => string;

/** Makes of a place its secret in one of these forms. */
export function toForm(canaries: Canaries, name: string): SecretForm {
  const form = secretForms[name];
  if (form === undefined) throw new Error(`there is no form ${name}`);
  return (place) => form(canaries.at(`${place}, as ${name}`));
}
