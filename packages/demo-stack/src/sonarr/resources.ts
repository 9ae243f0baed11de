import type { Resource } from '../arr/arr-state.ts';
import type { Library } from './library.ts';
import type { EpisodeEntry, SeasonEntry, SeriesEntry } from './sonarr-records.ts';

/** A series with its counts, which Sonarr works out as it is asked. */
export function seriesResource(library: Library, series: SeriesEntry): Resource {
  const episodes = library.episodesOf(series.id);
  const dates = airDates(library, episodes);
  return {
    ...series,
    ...dates,
    seasons: series.seasons.map((season) => seasonResource(library, season, episodes)),
    statistics: { seasonCount: series.seasons.length, ...statistics(library, episodes) },
  };
}

/** The series as other resources include it: without counts. */
export function seriesPart(library: Library, seriesId: number): Resource | undefined {
  return library.series.find(({ id }) => id === seriesId);
}

function seasonResource(library: Library, season: SeasonEntry, all: readonly EpisodeEntry[]): Resource {
  const episodes = all.filter(({ seasonNumber }) => seasonNumber === season.seasonNumber);
  const { seasonNumber, monitored } = season;
  return { seasonNumber, monitored, statistics: { ...airDates(library, episodes), ...statistics(library, episodes) } };
}

// What should be there: what has aired and is monitored, or has a file anyway.
function statistics(library: Library, episodes: readonly EpisodeEntry[]): Resource {
  const now = Number(library.world.now());
  const expected = episodes.filter(
    ({ monitored, airDateUtc, episodeFileId }) => episodeFileId > 0 || (monitored && Date.parse(airDateUtc) < now),
  );
  const fileIds = new Set(episodes.map(({ episodeFileId }) => episodeFileId).filter((id) => id > 0));
  const files = library.files.filter(({ id }) => fileIds.has(id));
  return {
    episodeFileCount: files.length,
    episodeCount: expected.length,
    totalEpisodeCount: episodes.length,
    sizeOnDisk: files.reduce((sum, { size }) => sum + size, 0),
    releaseGroups: files.length === 0 ? [] : ['DEMO'],
    percentOfEpisodes: expected.length === 0 ? 0 : (100 * files.length) / expected.length,
  };
}

function airDates(library: Library, episodes: readonly EpisodeEntry[]): Resource {
  const now = library.world.now().toISOString();
  const dates = episodes.map(({ airDateUtc }) => airDateUtc).sort();
  const nextAiring = dates.find((date) => date >= now);
  const previousAiring = dates.findLast((date) => date < now);
  return {
    ...(nextAiring === undefined ? {} : { nextAiring }),
    ...(previousAiring === undefined ? {} : { previousAiring }),
  };
}

export function episodeResource(library: Library, episode: EpisodeEntry, { withSeries = false } = {}): Resource {
  return {
    ...episode,
    hasFile: episode.episodeFileId > 0,
    unverifiedSceneNumbering: false,
    ...(withSeries ? { series: seriesPart(library, episode.seriesId) } : {}),
  };
}

/** Whether it is wanted: aired, monitored with its series, and without a file. */
export function isMissing(library: Library, { monitored, airDateUtc, episodeFileId, seriesId }: EpisodeEntry): boolean {
  const isAired = Date.parse(airDateUtc) < Number(library.world.now());
  return (
    monitored && isAired && episodeFileId === 0 && library.series.find(({ id }) => id === seriesId)?.monitored === true
  );
}
