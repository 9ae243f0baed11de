import type { ClientName } from '../services/clients.ts';

/** The groups that an operator can switch; a toolset is also the folder of its tools. Listed in this order. */
export const toolsets = {
  finder: 'Find and call any allowed tool, also those that are not listed',
  overview: 'How things stand, and jobs that take longer',
  containers: 'Containers of the media stack',
  stacks: 'Compose stacks and Quadlet stacks',
  units: 'systemd user units and Quadlet files',
  conversion: 'Stacks from compose to Quadlets and back',
  files: 'Files, disks, and what was changed',
  logs: 'Log files, also rotated ones',
  services: 'Health, reach, repair and credentials of the media services',
  sonarr: 'Series in Sonarr',
  sonarr_more: 'Sonarr itself: state, files, history, releases, manual import',
  radarr: 'Movies in Radarr',
  radarr_more: 'Radarr itself: state, files, history, releases, manual import',
  lidarr: 'Artists and albums in Lidarr',
  prowlarr: 'Indexers in Prowlarr',
  sabnzbd: 'Usenet downloads in SABnzbd',
  qbittorrent: 'Torrents in qBittorrent',
  plex: 'Plex: libraries, search, what plays and what was watched',
  plex_library: 'Single items in Plex: edit, artwork, delete',
  plex_lists: 'Playlists and collections in Plex',
  plex_server: 'The Plex server: users, statistics, logs, maintenance',
  plex_clients: 'Plex players and what they play',
  trakt: 'Shows and movies in Trakt: watched, wanted, trending',
} as const;

export type Toolset = keyof typeof toolsets;

const services: Partial<Record<Toolset, ClientName>> = {
  sonarr: 'sonarr',
  sonarr_more: 'sonarr',
  radarr: 'radarr',
  radarr_more: 'radarr',
  lidarr: 'lidarr',
  prowlarr: 'prowlarr',
  sabnzbd: 'sabnzbd',
  qbittorrent: 'qbittorrent',
  plex: 'plex',
  plex_library: 'plex',
  plex_lists: 'plex',
  plex_server: 'plex',
  plex_clients: 'plex',
  trakt: 'trakt',
};

/** The service whose tools these are; undefined: they need none. */
export function serviceOf(toolset: Toolset): ClientName | undefined {
  return services[toolset];
}

export const toolsetNames = Object.keys(toolsets) as Toolset[];

export function isToolset(name: string): name is Toolset {
  return Object.hasOwn(toolsets, name);
}
