import type { z } from 'zod';

import { plexServerCalls as calls } from './plex-server-calls.ts';
import { ServerInfo } from './plex-server-schemas.ts';
import { SignedPlexClient } from './signed-plex-client.ts';

/** The server itself. */
export class PlexServerClient extends SignedPlexClient {
  async info(): Promise<z.output<typeof ServerInfo>> {
    return this.call(calls.info, ServerInfo);
  }
}
