/** One field of how a download client, an indexer or a notification is set up. */
export interface ProviderField {
  readonly name?: string | undefined;
  readonly value?: unknown;
}

const addressNames = ['baseurl', 'url', 'webhookurl', 'server', 'prowlarrurl', 'serverurl'];

/**
 * Where a provider is, by its fields: host, port and URL base, or the origin of an address. Never more of an address:
 * those of webhooks and indexers hold their keys.
 */
export function providerAddress(fields: readonly ProviderField[]): string | undefined {
  const values = new Map(fields.map(({ name = '', value }) => [name.toLowerCase(), value]));
  const host = values.get('host');
  if (typeof host === 'string' && /^[\w.:[\]-]{1,253}$/.test(host)) {
    const scheme = values.get('usessl') === true ? 'https' : 'http';
    const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
    return `${scheme}://${name}${portPart(values.get('port'))}${basePart(values.get('urlbase'))}`;
  }
  const addresses = addressNames.map((name) => values.get(name)).filter((value) => typeof value === 'string');
  const address = addresses.find((value) => URL.canParse(value));
  if (address === undefined) return undefined;
  const { origin } = new URL(address);
  return origin === 'null' ? undefined : origin;
}

function portPart(port: unknown): string {
  return typeof port === 'number' || (typeof port === 'string' && /^\d{1,5}$/.test(port)) ? `:${port}` : '';
}

function basePart(base: unknown): string {
  const plain = typeof base === 'string' ? base.replaceAll(/^\/+|\/+$/g, '') : '';
  return /^[\w./~-]{1,100}$/.test(plain) ? `/${plain}` : '';
}
