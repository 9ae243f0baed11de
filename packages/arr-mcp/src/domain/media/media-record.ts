/** What other databases know a movie or a series by. */
export interface ExternalIds {
  readonly imdb?: string | undefined;
  readonly tmdb?: number | undefined;
  readonly tvdb?: number | undefined;
}

export type MediaType = 'movie' | 'series';

/** A movie or a series as one service knows it. */
export interface MediaRecord {
  readonly service: 'plex' | 'sonarr' | 'radarr' | 'trakt';
  readonly instance: string;
  /** the service's own */
  readonly id: number;
  readonly type: MediaType;
  readonly title?: string | undefined;
  /** in the language that it was made in, where that is another one */
  readonly originalTitle?: string | undefined;
  readonly year?: number | undefined;
  readonly ids: ExternalIds;
  /** *arr: as it has it, such as `continuing` or `announced` */
  readonly status?: string | undefined;
  readonly monitored?: boolean | undefined;
  /** how many episodes, or movies, are there */
  readonly files?: number | undefined;
  /** *arr: how many should be there by now */
  readonly expected?: number | undefined;
  readonly libraryId?: number | undefined;
  /** how often it was watched, by the account that was asked: a movie's plays, or a series' episodes */
  readonly watched?: number | undefined;
  readonly lastWatchedAt?: string | undefined;
  readonly onWatchlist?: boolean | undefined;
  /** the service takes it for what was asked for, maybe by a name that it has elsewhere */
  readonly isFound?: boolean | undefined;
}
