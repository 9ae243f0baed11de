import { type LidarrClient, openLidarr } from './lidarr/lidarr-client.ts';
import { type PlexClient, openPlex } from './plex/plex-client.ts';
import { type ProwlarrClient, openProwlarr } from './prowlarr/prowlarr-client.ts';
import { type QBittorrentClient, openQBittorrent } from './qbittorrent/qbittorrent-client.ts';
import { type RadarrClient, openRadarr } from './radarr/radarr-client.ts';
import { type SabnzbdClient, openSabnzbd } from './sabnzbd/sabnzbd-client.ts';
import type { OpenOptions } from './open-options.ts';
import type { ServiceName } from './service-catalog.ts';
import { type SonarrClient, openSonarr } from './sonarr/sonarr-client.ts';
import { type TraktClient, openTrakt } from './trakt/trakt-client.ts';

/** The services that have a client, and which. */
export interface Clients {
  readonly sonarr: SonarrClient;
  readonly radarr: RadarrClient;
  readonly lidarr: LidarrClient;
  readonly prowlarr: ProwlarrClient;
  readonly sabnzbd: SabnzbdClient;
  readonly qbittorrent: QBittorrentClient;
  readonly plex: PlexClient;
  readonly trakt: TraktClient;
}

export type ClientName = keyof Clients;

/** Makes the client of one call; what lasts between calls (connection, sign-in) is behind it. */
export type OpenClient<Name extends ClientName> = (signal: AbortSignal) => Clients[Name];

export const clientOpeners: { readonly [Name in ClientName]: (options: OpenOptions) => OpenClient<Name> } = {
  sonarr: openSonarr,
  radarr: openRadarr,
  lidarr: openLidarr,
  prowlarr: openProwlarr,
  sabnzbd: openSabnzbd,
  qbittorrent: openQBittorrent,
  plex: openPlex,
  trakt: openTrakt,
};

export function hasClient(service: ServiceName): service is ClientName {
  return Object.hasOwn(clientOpeners, service);
}
