export type { StandIn, StandInOptions } from './stand-in.ts';
export { type World, createWorld } from './world/world.ts';
export { type LargeWorldOptions, createLargeWorld } from './world/large-world.ts';
export { type ArrApp, type ArrAppOptions, type ArrName, createArrApp } from './arr/arr-app.ts';
export { createRadarrStandIn } from './radarr/radarr-stand-in.ts';
export { createSonarrStandIn } from './sonarr/sonarr-stand-in.ts';
export { createSabnzbdStandIn } from './sabnzbd/sabnzbd-stand-in.ts';
export {
  type QBittorrentStandIn,
  type QBittorrentStandInOptions,
  createQBittorrentStandIn,
} from './qbittorrent/qbittorrent-stand-in.ts';
export type { WebApiVersion } from './qbittorrent/web-api-version.ts';
export { createLidarrStandIn } from './lidarr/lidarr-stand-in.ts';
export { createProwlarrStandIn } from './prowlarr/prowlarr-stand-in.ts';
export type { ContainerSpec } from './host/container-spec.ts';
export { DemoHost } from './host/demo-host.ts';
export { createHelperStandIn } from './helper/helper-stand-in.ts';
export { createPodmanStandIn } from './runtime/podman-stand-in.ts';
export { DemoServers } from './demo/serve-stand-in.ts';
export { type PlexStandIn, type PlexStandInOptions, createPlexStandIn } from './plex/plex-stand-in.ts';
export { type TraktStandIn, type TraktStandInOptions, createTraktStandIn } from './trakt/trakt-stand-in.ts';
export type { Rotation } from './trakt/trakt-tokens.ts';
export { type PlexTvOptions, createPlexTvStandIn } from './plex/plex-tv-stand-in.ts';
