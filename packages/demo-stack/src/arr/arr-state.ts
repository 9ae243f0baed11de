import type { DemoDownload } from '../world/downloads.ts';
import type { World } from '../world/world.ts';
import type { ArrName } from './arr-app.ts';
import { type DemoProvider, defaultProviders } from './demo-providers.ts';
import { qualityProfiles } from './quality-profiles.ts';
import { systemStatus } from './system-status.ts';

const tib = 1024 ** 4;

/** What an *arr keeps besides its library; the routes change it. Sizes in bytes. */
export interface ArrState {
  status: Resource;
  health: { source: string; type: 'ok' | 'notice' | 'warning' | 'error'; message: string; wikiUrl: string }[];
  disks: { path: string; label: string; freeSpace: number; totalSpace: number }[];
  rootFolders: (Resource & { readonly id: number; readonly path: string })[];
  profiles: (Resource & { readonly id: number; readonly name: string })[];
  tags: { id: number; label: string }[];
  providers: Record<ProviderPath, DemoProvider[]>;
  queue: QueueEntry[];
}

/** As the API has it. */
export type Resource = Readonly<Record<string, unknown>>;

/** A download under the number that the *arr gave it. */
export interface QueueEntry {
  readonly id: number;
  readonly download: DemoDownload;
}

export type ProviderPath = 'indexer' | 'notification' | 'downloadclient';

const mediaFolders = { Sonarr: 'tv', Radarr: 'movies', Lidarr: 'music', Prowlarr: '' } as const;

const subjects = { Sonarr: 'episode', Radarr: 'movie', Lidarr: 'album', Prowlarr: '' } as const;

/** An *arr that finds nothing wrong. */
export function createArrState(name: ArrName, world: World): ArrState {
  return {
    status: systemStatus(name, world.now()),
    health: [],
    disks: [
      { path: '/config', label: '', freeSpace: 0.15 * tib, totalSpace: 0.25 * tib },
      { path: '/data', label: 'media', freeSpace: 2 * tib, totalSpace: 8 * tib },
    ].map((disk) => ({ ...disk, freeSpace: Math.round(disk.freeSpace) })),
    rootFolders: [rootFolder(name)],
    profiles: qualityProfiles(name),
    tags: [
      { id: 1, label: 'kids' },
      { id: 2, label: 'keep' },
    ],
    providers: defaultProviders(name),
    queue: world.downloads
      .filter(({ subject }) => subject.kind === subjects[name])
      .map((download, index) => ({ id: 1001 + index, download })),
  };
}

function rootFolder(name: ArrName): ArrState['rootFolders'][number] {
  const common = { id: 1, path: `/data/media/${mediaFolders[name]}`, accessible: true, freeSpace: 2 * tib };
  if (name !== 'Lidarr') return { ...common, unmappedFolders: [] };
  const defaults = { defaultMetadataProfileId: 1, defaultQualityProfileId: 1, defaultTags: [] };
  return { ...common, ...defaults, name: 'Music', defaultMonitorOption: 'all', defaultNewItemMonitorOption: 'all' };
}
