import { ArrClient } from '../arr/arr-client.ts';
import { ServiceConnection } from '../connection/service-connection.ts';
import type { OpenOptions } from '../open-options.ts';

/** Prowlarr, API v1. */
export class ProwlarrClient extends ArrClient {}

export function openProwlarr(options: OpenOptions): (signal: AbortSignal) => ProwlarrClient {
  const connection = new ServiceConnection(options);
  const facts = { apiKey: options.credential.api_key ?? '', version: 'v1' } as const;
  return (signal) => new ProwlarrClient(connection, signal, facts);
}
