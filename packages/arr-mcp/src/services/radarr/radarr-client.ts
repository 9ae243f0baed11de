import { ArrLibraryClient } from '../arr/arr-library-client.ts';
import { ServiceConnection } from '../connection/service-connection.ts';
import type { OpenOptions } from '../open-options.ts';

/** Radarr, API v3. */
export class RadarrClient extends ArrLibraryClient {}

export function openRadarr(options: OpenOptions): (signal: AbortSignal) => RadarrClient {
  const connection = new ServiceConnection(options);
  const facts = { apiKey: options.credential.api_key ?? '', version: 'v3' } as const;
  return (signal) => new RadarrClient(connection, signal, facts);
}
