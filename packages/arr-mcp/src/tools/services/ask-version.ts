import type { ClientName, Clients } from '../../services/clients.ts';

type AskVersion<Name extends ClientName> = (client: Clients[Name]) => Promise<string>;

// Each asks something that needs the credential, so that an answer proves it.
const versions: { readonly [Name in ClientName]: AskVersion<Name> } = {
  sonarr: async (client) => (await client.status()).version,
  radarr: async (client) => (await client.status()).version,
  lidarr: async (client) => (await client.status()).version,
  prowlarr: async (client) => (await client.status()).version,
  // It tells its version to anybody.
  sabnzbd: async (client) => (await Promise.all([client.version(), client.categories()]))[0],
  qbittorrent: async (client) => (await client.version()).version,
  plex: async (client) => (await client.server.info()).version ?? 'unknown',
  trakt: async (client) => client.version(),
};

/** The version of an instance, which it tells to those alone whose credential it takes. */
export async function askVersion<Name extends ClientName>(service: Name, client: Clients[Name]): Promise<string> {
  const ask: AskVersion<Name> = versions[service];
  return ask(client);
}
