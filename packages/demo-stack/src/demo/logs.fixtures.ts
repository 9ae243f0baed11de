import { gzipSync } from 'node:zlib';

const hourMs = 3_600_000;

/** A log file: where it lies below the services directory, and when it was last written to. */
export interface DemoLog {
  readonly path: string;
  readonly content: string | Uint8Array;
  readonly modified: Date;
}

interface Line {
  readonly hoursAgo: number;
  readonly level: 'Info' | 'Warn' | 'Error';
  readonly text: string;
}

const locked: Line = {
  hoursAgo: 14,
  level: 'Error',
  text: 'Scheduler|SQLite error: database is locked. The disk was busy for 31 seconds.',
};

const told: Readonly<Record<string, readonly Line[]>> = {
  sonarr: [
    locked,
    { hoursAgo: 13.9, level: 'Warn', text: 'TaskExtensions|Command RssSync took 48 seconds' },
    { hoursAgo: 3, level: 'Warn', text: 'DownloadedEpisodesImportService|No files found are eligible for import' },
  ],
  'sonarr-4k': [],
  radarr: [{ hoursAgo: 6, level: 'Warn', text: 'QBittorrent|Download Harbour.Days is stalled with no connections' }],
  lidarr: [],
  prowlarr: [{ hoursAgo: 7, level: 'Error', text: 'Cardigann|Demo Torrents: the site answered 503' }],
};

/** The logs of the services over two days, one of them rotated and compressed. */
export function demoLogs(now: Date): DemoLog[] {
  const arrs = Object.entries(told).map(([name, lines]) => ({
    path: `${name}/logs/${name.replace('-4k', '')}.txt`,
    content: render([...routine(), ...lines], now),
    modified: new Date(now.getTime() - hourMs / 4),
  }));
  return [...arrs, ...bazarrLogs(now), ...downloaderLogs(now)];
}

function bazarrLogs(now: Date): DemoLog[] {
  const older = Array.from({ length: 30 }, (_, index): Line => ({ ...locked, hoursAgo: 240 - index * 2 }));
  return [
    { path: 'bazarr/log/bazarr.log', content: render([locked], now), modified: new Date(now.getTime() - 14 * hourMs) },
    {
      path: 'bazarr/log/bazarr.log.1.gz',
      content: gzipSync(render(older, now)),
      modified: new Date(now.getTime() - 180 * hourMs),
    },
  ];
}

function downloaderLogs(now: Date): DemoLog[] {
  const failed: Line = { hoursAgo: 5, level: 'Error', text: 'Harbour.Lights.2012: 430 no such article, 4 times' };
  const vpn: Line = { hoursAgo: 8, level: 'Warn', text: 'Detected external IP change; no peers can be reached' };
  return [
    { path: 'sabnzbd/logs/sabnzbd.log', content: render([failed], now), modified: now },
    { path: 'qbittorrent/qBittorrent/logs/qbittorrent.log', content: render([vpn], now), modified: now },
  ];
}

function routine(): Line[] {
  return Array.from({ length: 96 }, (_, index): Line => {
    const text = index % 3 === 0 ? 'RssSyncService|Starting RSS Sync' : 'DownloadDecisionMaker|Processing 200 releases';
    return { hoursAgo: 48 - index / 2, level: 'Info', text };
  });
}

function render(lines: readonly Line[], now: Date): string {
  return lines
    .toSorted((left, right) => right.hoursAgo - left.hoursAgo)
    .map(({ hoursAgo, level, text }) => `${localTime(new Date(now.getTime() - hoursAgo * hourMs))}|${level}|${text}\n`)
    .join('');
}

/** As these services write it: the time of the place, without saying so. */
function localTime(date: Date): string {
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 21).replace('T', ' ');
}
