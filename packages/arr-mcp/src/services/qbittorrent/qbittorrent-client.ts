import { BaseServiceClient } from '../base-service-client.ts';
import { ServiceConnection } from '../connection/service-connection.ts';
import type { OpenOptions } from '../open-options.ts';

/** qBittorrent, Web API of version 4 and 5. */
export class QBittorrentClient extends BaseServiceClient {
  protected override headers(): Readonly<Record<string, string>> {
    return {};
  }
}

export function openQBittorrent(options: OpenOptions): (signal: AbortSignal) => QBittorrentClient {
  const connection = new ServiceConnection(options);
  return (signal) => new QBittorrentClient(connection, signal);
}
