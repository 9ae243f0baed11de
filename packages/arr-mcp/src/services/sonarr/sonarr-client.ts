import { ArrLibraryClient } from '../arr/arr-library-client.ts';
import { ServiceConnection } from '../connection/service-connection.ts';
import type { OpenOptions } from '../open-options.ts';

/** Sonarr, API v3. */
export class SonarrClient extends ArrLibraryClient {}

export function openSonarr(options: OpenOptions): (signal: AbortSignal) => SonarrClient {
  const connection = new ServiceConnection(options);
  const facts = { apiKey: options.credential.api_key ?? '', version: 'v3' } as const;
  return (signal) => new SonarrClient(connection, signal, facts);
}
