import type { Library } from './library.ts';
import type { EpisodeEntry, SeriesEntry } from './sonarr-records.ts';

interface Place {
  readonly now: string;
  readonly first: number;
  readonly last: number;
}

// Those of Sonarr's options that our own client sends.
const wanted: Readonly<Record<string, (episode: EpisodeEntry, place: Place) => boolean>> = {
  all: () => true,
  none: () => false,
  missing: ({ episodeFileId }) => episodeFileId === 0,
  existing: ({ episodeFileId }) => episodeFileId > 0,
  future: ({ airDateUtc }, { now }) => airDateUtc > now,
  pilot: ({ seasonNumber, episodeNumber }, { first }) => seasonNumber === first && episodeNumber === 1,
  firstSeason: ({ seasonNumber }, { first }) => seasonNumber === first,
  lastSeason: ({ seasonNumber }, { last }) => seasonNumber === last,
};

/** Marks the episodes of a new series as `addOptions` of the request asks, and searches for them. */
export function monitorAdded(library: Library, series: SeriesEntry, options: unknown): void {
  const { monitor = 'all', searchForMissingEpisodes: isSearched = false } = toOptions(options);
  const numbers = series.seasons.map(({ seasonNumber }) => seasonNumber);
  const now = library.world.now().toISOString();
  const place = { now, first: Math.min(...numbers), last: Math.max(...numbers) };
  for (const episode of library.episodesOf(series.id)) {
    episode.monitored = series.monitored && (wanted[monitor]?.(episode, place) ?? true);
    if (isSearched && episode.monitored) episode.lastSearchTime = now;
  }
  const seasons = series.seasons.map(({ seasonNumber }) => ({
    seasonNumber,
    monitored: library.episodesOf(series.id).some((each) => each.seasonNumber === seasonNumber && each.monitored),
  }));
  library.series = library.series.map((each) => (each.id === series.id ? { ...each, seasons } : each));
}

interface AddOptions {
  readonly monitor?: string;
  readonly searchForMissingEpisodes?: boolean;
}

function toOptions(options: unknown): AddOptions {
  // Our own client sends them; other values do nothing.
  return typeof options === 'object' && options !== null ? options : {};
}
