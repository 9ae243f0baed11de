// Records as Sonarr's API has them, as far as the stand-in looks into them.

export interface SeriesEntry {
  readonly id: number;
  readonly title: string;
  readonly sortTitle: string;
  readonly year: number;
  readonly tvdbId: number;
  readonly path: string;
  readonly runtime: number;
  readonly monitored: boolean;
  readonly qualityProfileId: number;
  readonly seasons: readonly SeasonEntry[];
  readonly [other: string]: unknown;
}

export interface SeasonEntry {
  readonly seasonNumber: number;
  readonly monitored: boolean;
}

export interface EpisodeEntry {
  readonly id: number;
  readonly seriesId: number;
  readonly tvdbId: number;
  readonly seasonNumber: number;
  readonly episodeNumber: number;
  readonly title: string;
  readonly airDate: string;
  readonly airDateUtc: string;
  readonly runtime: number;
  readonly overview: string;
  readonly absoluteEpisodeNumber: number;
  /** 0: it has none */
  episodeFileId: number;
  monitored: boolean;
  lastSearchTime?: string;
}

/** Size in bytes. */
export interface FileEntry {
  readonly id: number;
  readonly seriesId: number;
  readonly seasonNumber: number;
  readonly relativePath: string;
  readonly path: string;
  readonly size: number;
  readonly dateAdded: string;
  readonly quality: object;
  readonly [other: string]: unknown;
}

export interface HistoryEntry {
  readonly id: number;
  readonly seriesId: number;
  readonly episodeId: number;
  readonly eventType: HistoryEvent;
  readonly date: string;
  readonly [other: string]: unknown;
}

/** In the order of Sonarr's enumeration, whose numbers its query takes. */
export const historyEvents = [
  'unknown',
  'grabbed',
  'seriesFolderImported',
  'downloadFolderImported',
  'downloadFailed',
  'episodeFileDeleted',
  'episodeFileRenamed',
  'downloadIgnored',
] as const;
export type HistoryEvent = (typeof historyEvents)[number];
