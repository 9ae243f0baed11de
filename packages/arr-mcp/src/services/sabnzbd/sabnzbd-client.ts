import { BaseServiceClient } from '../base-service-client.ts';
import { ServiceConnection } from '../connection/service-connection.ts';
import type { OpenOptions } from '../open-options.ts';

/** SABnzbd 3 to 5: one address, `mode` says what is asked. */
export class SabnzbdClient extends BaseServiceClient {
  protected override headers(): Readonly<Record<string, string>> {
    return {};
  }
}

export function openSabnzbd(options: OpenOptions): (signal: AbortSignal) => SabnzbdClient {
  const connection = new ServiceConnection(options);
  return (signal) => new SabnzbdClient(connection, signal);
}
