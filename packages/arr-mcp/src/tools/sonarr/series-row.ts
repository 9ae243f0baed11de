import { z } from 'zod';

import type { SeriesRow as Series } from '../../services/sonarr/series-schemas.ts';
import { shortLine } from '../arr/short-line.ts';

/** A series in a few words; episodes are those that should be there by now. */
export const seriesRowFields = {
  instance: z.string().optional(),
  id: z.int(),
  title: z.string().optional(),
  year: z.int().optional(),
  status: z.string().optional(),
  monitored: z.boolean().optional(),
  seasons: z.int().optional(),
  episodes: z.int().optional(),
  files: z.int().optional(),
  percent: z.int().optional(),
  size_bytes: z.number().optional(),
  added_at: z.string().optional(),
};

export function toSeriesRow({ id, title, year, status, monitored, added, statistics }: Series) {
  return {
    id,
    title: shortLine(title),
    year,
    status,
    monitored,
    seasons: statistics?.seasonCount,
    episodes: statistics?.episodeCount,
    files: statistics?.episodeFileCount,
    percent: toPercent(statistics?.percentOfEpisodes),
    size_bytes: statistics?.sizeOnDisk,
    added_at: toTime(added),
  };
}

/** Rounded down, so that 100 means that nothing is missing. */
export function toPercent(percent: number | undefined): number | undefined {
  return percent === undefined ? undefined : Math.floor(percent);
}

/** .NET's first moment stands for none. */
export function toTime(time: string | undefined): string | undefined {
  return time === undefined || time.startsWith('0001-01-01') ? undefined : time;
}
