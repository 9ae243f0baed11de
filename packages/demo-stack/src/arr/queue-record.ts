import type { DemoDownload } from '../world/downloads.ts';
import type { World } from '../world/world.ts';
import type { ArrName } from './arr-app.ts';
import type { QueueEntry, Resource } from './arr-state.ts';
import { qualityModel } from './quality-profiles.ts';

const bytesPerSecond = 5_000_000;

/** A download as an *arr's queue shows it, without what it is of: each app adds its own ids and resources. */
export function queueRecord({ id, download }: QueueEntry, app: ArrName, world: World): Resource {
  const { title, sizeBytes, doneBytes, client } = download;
  const isUsenet = client === 'sabnzbd';
  return {
    id,
    title,
    size: Math.round(sizeBytes),
    sizeleft: Math.round(sizeBytes - doneBytes),
    added: new Date(world.now().getTime() - 3_600_000).toISOString(),
    ...(app === 'Lidarr' ? {} : { languages: [{ id: 1, name: 'English' }] }),
    quality: qualityModel(app, qualityOf(title)),
    customFormats: [],
    customFormatScore: 0,
    ...states[download.state](download, world.now()),
    downloadId: isUsenet ? download.id : download.id.toUpperCase(),
    protocol: isUsenet ? 'usenet' : 'torrent',
    downloadClient: isUsenet ? 'SABnzbd' : 'qBittorrent',
    downloadClientHasPostImportCategory: false,
    indexer: isUsenet ? 'Demo Usenet' : 'Demo Torrents',
    outputPath: `/data/downloads/${title}`,
  };
}

function qualityOf(title: string): string {
  if (title.includes('2160p')) return 'WEBDL-2160p';
  return title.includes('720p') ? 'HDTV-720p' : 'WEBDL-1080p';
}

const states: Readonly<Record<DemoDownload['state'], (download: DemoDownload, now: Date) => Resource>> = {
  downloading: (download, now) => ({
    ...tracked('downloading', 'ok', 'downloading'),
    statusMessages: [],
    ...remaining(download, now),
  }),
  paused: () => ({ ...tracked('paused', 'ok', 'downloading'), statusMessages: [] }),
  stalled: ({ reason }) => ({
    ...tracked('warning', 'warning', 'downloading'),
    statusMessages: [],
    errorMessage: reason,
  }),
  'import blocked': ({ title, reason = '' }) => ({
    ...tracked('completed', 'warning', 'importBlocked'),
    statusMessages: [{ title, messages: [reason] }],
    timeleft: '00:00:00',
  }),
};

function tracked(status: string, trackedDownloadStatus: string, trackedDownloadState: string): Resource {
  return { status, trackedDownloadStatus, trackedDownloadState };
}

function remaining({ sizeBytes, doneBytes }: DemoDownload, now: Date): Resource {
  const seconds = Math.round((sizeBytes - doneBytes) / bytesPerSecond);
  const end = new Date(now.getTime() + seconds * 1000);
  const timeleft = new Date(seconds * 1000).toISOString().slice(11, 19);
  return { timeleft, estimatedCompletionTime: end.toISOString() };
}
