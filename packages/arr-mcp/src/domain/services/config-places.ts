import type { ServiceFacts, ServiceName } from '../../services/service-catalog.ts';

// Below the folder of a service, as its images and packages have it. An image's own folder is usually mounted as a
// whole (`sonarr`), or one level lower (`sonarr/config`).
const deeper: Partial<Readonly<Record<ServiceName, readonly string[]>>> = {
  // Started with --profile, and by most images.
  qbittorrent: ['qBittorrent', 'qBittorrent/config', 'config/qBittorrent', 'config/qBittorrent/config'],
  plex: [
    'Library/Application Support/Plex Media Server',
    'config/Library/Application Support/Plex Media Server',
    'Plex Media Server',
  ],
};

/** Where a service's configuration file may be, below its folder, the likeliest first. */
export function configPlaces(service: ServiceName, { configFile }: Pick<ServiceFacts, 'configFile'>): string[] {
  if (configFile === undefined) return [];
  const folders = ['', 'config', ...(deeper[service] ?? []), 'data', 'appdata'];
  return folders.map((folder) => (folder === '' ? configFile.name : `${folder}/${configFile.name}`));
}
