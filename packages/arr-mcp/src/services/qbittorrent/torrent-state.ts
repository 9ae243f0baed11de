/** What a torrent is doing, in words; versions 4 and 5 name their states differently. */
export const torrentStates = [
  'downloading',
  'fetching metadata',
  'stalled',
  'queued',
  'seeding',
  'paused',
  'checking',
  'allocating',
  'moving',
  'missing files',
  'error',
  'unknown',
] as const;

export type TorrentState = (typeof torrentStates)[number];

const words: ReadonlyMap<string, TorrentState> = new Map<string, TorrentState>([
  ['downloading', 'downloading'],
  ['forcedDL', 'downloading'],
  ['metaDL', 'fetching metadata'],
  ['forcedMetaDL', 'fetching metadata'],
  ['stalledDL', 'stalled'],
  ['queuedDL', 'queued'],
  ['queuedUP', 'queued'],
  ['uploading', 'seeding'],
  ['forcedUP', 'seeding'],
  // It offers the torrent, and nobody takes it just now.
  ['stalledUP', 'seeding'],
  ['pausedDL', 'paused'],
  ['pausedUP', 'paused'],
  ['stoppedDL', 'paused'],
  ['stoppedUP', 'paused'],
  ['checkingDL', 'checking'],
  ['checkingUP', 'checking'],
  ['checkingResumeData', 'checking'],
  ['allocating', 'allocating'],
  ['moving', 'moving'],
  ['missingFiles', 'missing files'],
  ['error', 'error'],
]);

export function toTorrentState(state: string): TorrentState {
  return words.get(state) ?? 'unknown';
}

/** What a list can be narrowed to by the service itself. */
export const torrentFilters = ['downloading', 'seeding', 'completed', 'paused', 'stalled', 'errored'] as const;

export type TorrentFilter = (typeof torrentFilters)[number];

/** The filter as the Web API of this version names it. */
export function toUpstreamFilter(filter: TorrentFilter, webApiVersion: string): string {
  return filter === 'paused' && hasStartAndStop(webApiVersion) ? 'stopped' : filter;
}

/** Since qBittorrent 5 it is start and stop; before it was resume and pause. */
export function hasStartAndStop(webApiVersion: string): boolean {
  const [major = 0, minor = 0] = webApiVersion.split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 11);
}
