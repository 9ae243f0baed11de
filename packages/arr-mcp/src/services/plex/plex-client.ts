import { createHash } from 'node:crypto';

import { ServiceConnection } from '../connection/service-connection.ts';
import type { OpenOptions } from '../open-options.ts';
import { PlexBrowseClient } from './plex-browse-client.ts';
import { PlexPlayersClient } from './plex-clients-client.ts';
import { PlexLibraryClient } from './plex-library-client.ts';
import { PlexListsClient } from './plex-lists-client.ts';
import { PlexServerClient } from './plex-server-client.ts';
import type { PlexFacts } from './signed-plex-client.ts';

/** A Plex Media Server, by theme. */
export class PlexClient {
  readonly instance: string;
  readonly browse: PlexBrowseClient;
  readonly library: PlexLibraryClient;
  readonly lists: PlexListsClient;
  readonly players: PlexPlayersClient;
  readonly server: PlexServerClient;

  constructor(facts: PlexFacts) {
    this.instance = facts.connection.instance;
    this.browse = new PlexBrowseClient(facts);
    this.library = new PlexLibraryClient(facts);
    this.lists = new PlexListsClient(facts);
    this.players = new PlexPlayersClient(facts);
    this.server = new PlexServerClient(facts);
  }
}

export function openPlex(options: OpenOptions): (signal: AbortSignal) => PlexClient {
  const connection = new ServiceConnection(options);
  const signature = signatureOf(options);
  return (signal) => new PlexClient({ connection, signal, signature });
}

/** Plex lists whoever signs in as a device: always the same one for a server, under this name. */
function signatureOf({ instance, baseUrl, credential }: OpenOptions): Readonly<Record<string, string>> {
  const device = createHash('sha256').update(`${instance} ${baseUrl}`).digest('hex').slice(0, 24);
  return {
    'X-Plex-Token': credential.token ?? '',
    'X-Plex-Client-Identifier': `arr-mcp-${device}`,
    'X-Plex-Product': 'arr-mcp',
    'X-Plex-Version': '1',
  };
}
