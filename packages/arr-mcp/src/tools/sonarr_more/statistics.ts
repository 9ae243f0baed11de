import { z } from 'zod';

import type { DiskSpace } from '../../services/arr/arr-schemas.ts';
import type { SeriesRow } from '../../services/sonarr/series-schemas.ts';

const gib = 1024 ** 3;

/** A library in numbers; sizes in GiB, to two places. */
export const Statistics = z.object({
  series: z.object({
    total: z.int(),
    monitored: z.int(),
    unmonitored: z.int(),
    continuing: z.int(),
    ended: z.int(),
  }),
  /** total: aired and wanted, or there */
  episodes: z.object({ total: z.int(), downloaded: z.int(), missing: z.int(), percentage_complete: z.number() }),
  storage: z.object({
    series_size_gb: z.number(),
    disk_space: z.array(z.object({ path: z.string().optional(), free_gb: z.number(), total_gb: z.number() })),
  }),
  queue: z.object({ total_items: z.int() }),
  wanted: z.object({ missing_episodes: z.int() }),
});
export type Statistics = z.output<typeof Statistics>;

export interface LibraryFacts {
  readonly series: readonly SeriesRow[];
  readonly disks: readonly DiskSpace[];
  readonly queued: number;
  /** as Sonarr's list of wanted episodes counts them */
  readonly missing: number;
}

export function toStatistics({ series, disks, queued, missing }: LibraryFacts): Statistics {
  const count = (fits: (each: SeriesRow) => boolean): number => series.filter(fits).length;
  const sum = (valueOf: (counts: NonNullable<SeriesRow['statistics']>) => number | undefined): number =>
    series.reduce((total, { statistics }) => total + (statistics === undefined ? 0 : (valueOf(statistics) ?? 0)), 0);
  const total = sum(({ episodeCount }) => episodeCount);
  const downloaded = sum(({ episodeFileCount }) => episodeFileCount);
  const monitored = count((each) => each.monitored === true);
  return {
    series: {
      total: series.length,
      monitored,
      unmonitored: series.length - monitored,
      continuing: count(({ status }) => status === 'continuing'),
      ended: count(({ status }) => status === 'ended'),
    },
    episodes: { total, downloaded, missing, percentage_complete: percentage(downloaded, total) },
    storage: {
      series_size_gb: toGiB(sum(({ sizeOnDisk }) => sizeOnDisk)),
      disk_space: disks.map(({ path, freeSpace, totalSpace }) => ({
        path,
        free_gb: toGiB(freeSpace),
        total_gb: toGiB(totalSpace),
      })),
    },
    queue: { total_items: queued },
    wanted: { missing_episodes: missing },
  };
}

/** Several libraries as one; a disk that two of them see counts once. */
export function sumStatistics(all: readonly Statistics[]): Statistics {
  const sum = (valueOf: (each: Statistics) => number): number => all.reduce((total, each) => total + valueOf(each), 0);
  const total = sum(({ episodes }) => episodes.total);
  const downloaded = sum(({ episodes }) => episodes.downloaded);
  const disks = all.flatMap(({ storage }) => storage.disk_space);
  return {
    series: {
      total: sum(({ series }) => series.total),
      monitored: sum(({ series }) => series.monitored),
      unmonitored: sum(({ series }) => series.unmonitored),
      continuing: sum(({ series }) => series.continuing),
      ended: sum(({ series }) => series.ended),
    },
    episodes: {
      total,
      downloaded,
      missing: sum(({ episodes }) => episodes.missing),
      percentage_complete: percentage(downloaded, total),
    },
    storage: {
      series_size_gb: rounded(sum(({ storage }) => storage.series_size_gb)),
      disk_space: [...new Map(disks.map((disk) => [`${disk.path ?? ''} ${disk.total_gb}`, disk])).values()],
    },
    queue: { total_items: sum(({ queue }) => queue.total_items) },
    wanted: { missing_episodes: sum(({ wanted }) => wanted.missing_episodes) },
  };
}

function percentage(part: number, whole: number): number {
  return whole === 0 ? 0 : rounded((100 * part) / whole);
}

function toGiB(bytes: number): number {
  return rounded(bytes / gib);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
