import { unlessNotFound } from '../../errors.ts';
import type { PlexClient } from '../../services/plex/plex-client.ts';

export interface ServerPlace {
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
}

/**
 * Where players find the server: by its own word in the local network, since our address of it may be one that only
 * containers know; else our address.
 */
export async function findServerPlace(client: PlexClient, machineIdentifier: string): Promise<ServerPlace> {
  const own = (await listServers(client)).find((server) => server.machineIdentifier === machineIdentifier);
  if (own?.address !== undefined && own.port !== undefined) {
    return { protocol: 'http', address: own.address, port: own.port };
  }
  const { protocol, hostname, port } = new URL(client.players.baseUrl);
  const isSecure = protocol === 'https:';
  return {
    protocol: isSecure ? 'https' : 'http',
    address: hostname,
    port: Number(port === '' ? (isSecure ? 443 : 80) : port),
  };
}

async function listServers(client: PlexClient) {
  // Not every version has the list.
  return (await unlessNotFound(client.players.servers())) ?? [];
}
