// What the stand-in's Plex keeps, as far as it looks into it; `metadata.ts` has it as the API does.

export const plexTypes = {
  movie: 1,
  show: 2,
  season: 3,
  episode: 4,
  artist: 8,
  album: 9,
  track: 10,
  collection: 18,
} as const;

export type PlexType = Exclude<keyof typeof plexTypes, 'collection'>;

export interface PlexSection {
  readonly key: number;
  readonly type: 'movie' | 'show' | 'artist';
  readonly title: string;
  readonly agent: string;
  readonly scanner: string;
  readonly path: string;
  refreshedAt: number;
}

export interface PlexFile {
  readonly path: string;
  readonly size: number;
  readonly resolution?: '4k' | '1080' | '720' | 'sd';
  readonly videoCodec?: string;
  readonly audioCodec: string;
  /** kbit/s */
  readonly bitrate: number;
  readonly container: string;
}

/** Times in seconds since 1970, as Plex counts. */
export interface PlexEntry {
  readonly ratingKey: number;
  readonly type: PlexType;
  readonly sectionId: number;
  /** of a season its show, of an episode its season, of a track its album */
  readonly parent?: number;
  readonly index?: number;
  readonly guid: string;
  readonly guids: readonly string[];
  readonly durationMs?: number;
  readonly addedAt: number;
  title: string;
  titleSort?: string;
  summary: string;
  year?: number;
  originallyAvailableAt?: string;
  contentRating?: string;
  studio?: string;
  network?: string;
  rating?: number;
  userRating?: number;
  updatedAt: number;
  genres: string[];
  directors: string[];
  writers: string[];
  actors: string[];
  collections: string[];
  labels: string[];
  files: PlexFile[];
  /** of whoever owns the server */
  viewCount: number;
  viewOffsetMs: number;
  lastViewedAt: number;
  /** since when its file is missing; it is in the trash then */
  deletedAt?: number;
}

/** What somebody has seen to its end. */
export interface PlexView {
  readonly id: number;
  readonly ratingKey: number;
  readonly accountId: number;
  readonly deviceId: number;
  readonly viewedAt: number;
}

/** What plays now. */
export interface PlexSession {
  readonly sessionKey: number;
  readonly id: string;
  readonly ratingKey: number;
  readonly accountId: number;
  readonly deviceId: number;
  readonly address: string;
  readonly isLocal: boolean;
  /** kbit/s that the server reserves for it */
  readonly bandwidth: number;
  state: 'playing' | 'paused' | 'buffering';
  viewOffsetMs: number;
  readonly transcode?: { readonly video: 'copy' | 'transcode'; readonly audio: 'copy' | 'transcode' };
}
