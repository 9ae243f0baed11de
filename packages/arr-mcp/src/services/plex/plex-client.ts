import { createHash } from 'node:crypto';

import { ServiceConnection } from '../connection/service-connection.ts';
import type { OpenOptions } from '../open-options.ts';
import { ServiceError } from '../service-error.ts';
import { KeptAnswers } from './kept-answers.ts';
import { streamOpener } from './open-stream.ts';
import { PlexActivityClient } from './plex-activity-client.ts';
import { PlexBrowseClient } from './plex-browse-client.ts';
import { PlexPlayersClient } from './plex-clients-client.ts';
import { PlexCloudClient } from './plex-cloud-client.ts';
import { PlexLibraryClient } from './plex-library-client.ts';
import { PlexListsClient } from './plex-lists-client.ts';
import { PlexServerClient } from './plex-server-client.ts';
import type { PlexFacts } from './signed-plex-client.ts';

/** plex.tv is far away, and nothing waits long for what can be left out. */
const cloudTimeMs = 6000;

/** A Plex Media Server, by theme. */
export class PlexClient {
  readonly instance: string;
  readonly activity: PlexActivityClient;
  readonly browse: PlexBrowseClient;
  readonly cloud: PlexCloudClient;
  readonly library: PlexLibraryClient;
  readonly lists: PlexListsClient;
  readonly players: PlexPlayersClient;
  readonly server: PlexServerClient;
  readonly #facts: PlexFacts;

  constructor(facts: PlexFacts, cloud: PlexCloudClient) {
    this.#facts = facts;
    this.instance = facts.connection.instance;
    this.activity = new PlexActivityClient(facts);
    this.browse = new PlexBrowseClient(facts);
    this.cloud = cloud;
    this.library = new PlexLibraryClient(facts);
    this.lists = new PlexListsClient(facts);
    this.players = new PlexPlayersClient(facts);
    this.server = new PlexServerClient(facts);
  }

  /**
   * The same server as somebody else sees it that it is shared with; plex.tv has the tokens for that.
   * @param userId of plex.tv, which is that of their account on the server
   */
  async as(userId: number): Promise<PlexClient> {
    const { machineIdentifier = '' } = await this.server.info();
    const shared = await this.cloud.sharedServers(machineIdentifier);
    const token = shared.find(({ userID }) => userID === userId)?.accessToken;
    if (token === undefined) {
      throw new ServiceError(this.instance, 'not_found', `is not shared with user ${userId}, as far as plex.tv tells`, {
        hint: 'plex_list_users shows with whom it is.',
      });
    }
    const signature = { ...this.#facts.signature, 'X-Plex-Token': token };
    return new PlexClient({ ...this.#facts, signature, isBorrowed: true }, this.cloud);
  }
}

export function openPlex(options: OpenOptions): (signal: AbortSignal) => PlexClient {
  const connection = new ServiceConnection(options);
  const cloud = new ServiceConnection({
    ...options,
    baseUrl: 'https://plex.tv',
    limits: { timeMs: cloudTimeMs, slowTimeMs: cloudTimeMs },
  });
  const [signature, openStream, kept] = [signatureOf(options), streamOpener(options), new KeptAnswers()];
  return (signal) => {
    const facts = { signal, signature, openStream };
    const away = new PlexCloudClient({ ...facts, connection: cloud }, kept);
    return new PlexClient({ ...facts, connection }, away);
  };
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
