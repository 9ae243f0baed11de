import { z } from 'zod';

import type { QualityProfile, Tag } from '../../services/arr/arr-schemas.ts';
import type { Series } from '../../services/sonarr/series-schemas.ts';
import { seriesRowFields, toPercent, toSeriesRow, toTime } from './series-row.ts';
import { shortLine } from '../arr/short-line.ts';

const SeasonRow = z.object({
  season: z.int().optional(),
  monitored: z.boolean().optional(),
  episodes: z.int().optional(),
  files: z.int().optional(),
  total_episodes: z.int().optional(),
  percent: z.int().optional(),
  size_bytes: z.number().optional(),
});

/** All that is worth knowing of one series. */
export const SeriesDetail = z.object({
  ...seriesRowFields,
  seasons: z.array(SeasonRow),
  tvdb_id: z.int().optional(),
  imdb_id: z.string().optional(),
  network: z.string().optional(),
  type: z.string().optional(),
  genres: z.array(z.string()).optional(),
  overview: z.string().optional(),
  runtime_seconds: z.number().optional(),
  next_airing: z.string().optional(),
  previous_airing: z.string().optional(),
  path: z.string().optional(),
  quality_profile: z.string().optional(),
  quality_profile_id: z.int().optional(),
  season_folders: z.boolean().optional(),
  tags: z.array(z.string()).optional(),
});

export interface SettingNames {
  readonly profiles: readonly QualityProfile[];
  readonly tags: readonly Tag[];
}

export function toSeriesDetail(series: Series, names: SettingNames) {
  const { qualityProfileId, runtime, tags = [], seasons = [] } = series;
  return {
    ...toSeriesRow(series),
    seasons: seasons.map(toSeasonRow),
    tvdb_id: series.tvdbId,
    imdb_id: series.imdbId,
    network: shortLine(series.network),
    type: series.seriesType,
    genres: series.genres?.slice(0, 10).map((genre) => shortLine(genre, 40) ?? ''),
    overview: shortLine(series.overview, 600),
    runtime_seconds: runtime === undefined ? undefined : runtime * 60,
    next_airing: toTime(series.nextAiring),
    previous_airing: toTime(series.previousAiring),
    path: shortLine(series.path, 500),
    quality_profile: shortLine(names.profiles.find(({ id }) => id === qualityProfileId)?.name),
    quality_profile_id: qualityProfileId,
    season_folders: series.seasonFolder,
    tags: tags.map((tag) => shortLine(names.tags.find(({ id }) => id === tag)?.label) ?? String(tag)),
  };
}

function toSeasonRow({ seasonNumber, monitored, statistics }: NonNullable<Series['seasons']>[number]) {
  return {
    season: seasonNumber,
    monitored,
    episodes: statistics?.episodeCount,
    files: statistics?.episodeFileCount,
    total_episodes: statistics?.totalEpisodeCount,
    percent: toPercent(statistics?.percentOfEpisodes),
    size_bytes: statistics?.sizeOnDisk,
  };
}
