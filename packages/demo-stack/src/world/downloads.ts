/** What a download is of, in the ids of the *arr's databases. */
export type DownloadSubject =
  | { readonly kind: 'episode'; readonly tvdbId: number; readonly season: number; readonly episode: number }
  | { readonly kind: 'movie'; readonly tmdbId: number }
  | { readonly kind: 'album'; readonly foreignId: string };

/** One download, as its client and the *arr that waits for it both know it. Sizes in bytes. */
export interface DemoDownload {
  /** SABnzbd's nzo id, or qBittorrent's info hash (small letters; the *arr write it in capitals) */
  readonly id: string;
  readonly client: 'sabnzbd' | 'qbittorrent';
  readonly title: string;
  readonly sizeBytes: number;
  readonly doneBytes: number;
  readonly state: 'downloading' | 'paused' | 'stalled' | 'import blocked';
  readonly subject: DownloadSubject;
  /** why it does not go on */
  readonly reason?: string;
}

const gib = 1024 ** 3;

export const demoDownloads: readonly DemoDownload[] = [
  {
    id: 'SABnzbd_nzo_demo0001',
    client: 'sabnzbd',
    title: 'The.Lighthouse.Keepers.S03E05.1080p.WEB.h264-DEMO',
    sizeBytes: 2.1 * gib,
    doneBytes: 1.4 * gib,
    state: 'downloading',
    subject: { kind: 'episode', tvdbId: 990_001, season: 3, episode: 5 },
  },
  {
    id: 'SABnzbd_nzo_demo0002',
    client: 'sabnzbd',
    title: 'Harbour.Days.2025.2160p.WEB.h265-DEMO',
    sizeBytes: 14.2 * gib,
    doneBytes: 0,
    state: 'paused',
    subject: { kind: 'movie', tmdbId: 660_003 },
  },
  {
    id: '00000000000000000000000000000000000000d1',
    client: 'qbittorrent',
    title: 'Orbital.Gardeners.S02E02.1080p.WEB.h264-DEMO',
    sizeBytes: 1.8 * gib,
    doneBytes: 0.37 * gib,
    state: 'stalled',
    subject: { kind: 'episode', tvdbId: 990_003, season: 2, episode: 2 },
    reason: 'The download is stalled with no connections',
  },
  {
    id: '00000000000000000000000000000000000000d2',
    client: 'qbittorrent',
    title: 'Orbital.Gardeners.S02E01.720p.HDTV.x264-DEMO',
    sizeBytes: 0.9 * gib,
    doneBytes: 0.9 * gib,
    state: 'import blocked',
    subject: { kind: 'episode', tvdbId: 990_003, season: 2, episode: 1 },
    reason:
      'No files found are eligible for import in /downloads/complete/Orbital.Gardeners.S02E01.720p.HDTV.x264-DEMO',
  },
];
