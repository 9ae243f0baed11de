import type { DemoDownload } from '../world/downloads.ts';
import type { World } from '../world/world.ts';

export interface StoredTorrent {
  readonly hash: string;
  readonly name: string;
  /** -1 while a magnet link's metadata is missing */
  readonly sizeBytes: number;
  readonly doneBytes: number;
  readonly hasPeers: boolean;
  readonly savePath: string;
  /** seconds since 1970 */
  readonly addedOn: number;
  readonly trackers: readonly string[];
  isStopped: boolean;
  /** shown once as being checked */
  isChecking: boolean;
  isAnnounced: boolean;
  category: string;
  tags: readonly string[];
  downloadLimit: number;
  uploadLimit: number;
}

export interface Limits {
  download: number;
  upload: number;
}

export const savePath = '/downloads/complete';

/** What the stand-in keeps. */
export class TorrentStore {
  readonly torrents: Map<string, StoredTorrent>;
  readonly categories = new Map([['tv-sonarr', '']]);
  readonly tags = new Set<string>();
  readonly limits: Limits = { download: 0, upload: 0 };
  readonly alternativeLimits: Limits = { download: 10_240, upload: 10_240 };
  readonly now: () => Date;
  hasAlternativeLimits = false;

  constructor({ downloads, now }: World) {
    this.now = now;
    const own = downloads.filter(({ client }) => client === 'qbittorrent');
    this.torrents = new Map(own.map((download) => [download.id, toTorrent(download, now())]));
  }

  /** Those of `one|another` or `all`; hashes that it does not have are passed over, as the real one does. */
  find(hashes: string): StoredTorrent[] {
    if (hashes === 'all') return [...this.torrents.values()];
    return hashes.split('|').flatMap((hash) => this.torrents.get(hash.toLowerCase()) ?? []);
  }

  /** The limits that hold now. */
  currentLimits(): Limits {
    return this.hasAlternativeLimits ? this.alternativeLimits : this.limits;
  }

  /** false: it is there already */
  add(torrent: Pick<StoredTorrent, 'hash' | 'name' | 'sizeBytes'> & Partial<StoredTorrent>): boolean {
    if (this.torrents.has(torrent.hash)) return false;
    this.torrents.set(torrent.hash, { ...blank(this.now()), ...torrent });
    for (const tag of torrent.tags ?? []) this.tags.add(tag);
    const { category = '' } = torrent;
    if (category !== '' && !this.categories.has(category)) this.categories.set(category, '');
    return true;
  }
}

function toTorrent(download: DemoDownload, now: Date): StoredTorrent {
  const { id, title, sizeBytes, doneBytes, state } = download;
  return {
    ...blank(now),
    hash: id,
    name: title,
    sizeBytes: Math.round(sizeBytes),
    doneBytes: Math.round(doneBytes),
    hasPeers: state === 'downloading',
    isStopped: state === 'paused',
    category: 'tv-sonarr',
    addedOn: Math.floor(now.getTime() / 1000) - 5400,
    trackers: ['https://tracker.example.test/announce'],
  };
}

function blank(now: Date) {
  return {
    doneBytes: 0,
    hasPeers: false,
    savePath,
    addedOn: Math.floor(now.getTime() / 1000),
    trackers: [] as readonly string[],
    isStopped: false,
    isChecking: false,
    isAnnounced: false,
    category: '',
    tags: [] as readonly string[],
    downloadLimit: 0,
    uploadLimit: 0,
  };
}
