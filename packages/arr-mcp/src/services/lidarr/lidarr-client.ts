import { ArrLibraryClient } from '../arr/arr-library-client.ts';
import { ServiceConnection } from '../connection/service-connection.ts';
import type { OpenOptions } from '../open-options.ts';

/** Lidarr, API v1. */
export class LidarrClient extends ArrLibraryClient {}

export function openLidarr(options: OpenOptions): (signal: AbortSignal) => LidarrClient {
  const connection = new ServiceConnection(options);
  const facts = { apiKey: options.credential.api_key ?? '', version: 'v1' } as const;
  return (signal) => new LidarrClient(connection, signal, facts);
}
