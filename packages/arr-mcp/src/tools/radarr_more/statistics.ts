import { z } from 'zod';

import type { DiskSpace } from '../../services/arr/arr-schemas.ts';
import type { MovieRow } from '../../services/radarr/movie-schemas.ts';

const gib = 1024 ** 3;

/** A library in numbers; sizes in GiB, to two places. */
export const Statistics = z.object({
  movies: z.object({
    total: z.int(),
    monitored: z.int(),
    unmonitored: z.int(),
    released: z.int(),
    downloaded: z.int(),
    percentage_complete: z.number(),
  }),
  storage: z.object({
    movies_size_gb: z.number(),
    disk_space: z.array(z.object({ path: z.string().optional(), free_gb: z.number(), total_gb: z.number() })),
  }),
  queue: z.object({ total_items: z.int() }),
  wanted: z.object({ missing_movies: z.int() }),
});
export type Statistics = z.output<typeof Statistics>;

export interface LibraryFacts {
  readonly movies: readonly MovieRow[];
  readonly disks: readonly DiskSpace[];
  readonly queued: number;
  /** as Radarr's list of wanted movies counts them */
  readonly missing: number;
}

/** Of one library, or of several as one; a disk that two of them see counts once. */
export function toStatistics(libraries: readonly LibraryFacts[]): Statistics {
  const movies = libraries.flatMap((library) => library.movies);
  const count = (fits: (movie: MovieRow) => boolean): number => movies.filter(fits).length;
  const monitored = count((movie) => movie.monitored === true);
  const downloaded = count(({ hasFile, movieFile }) => hasFile ?? movieFile !== undefined);
  return {
    movies: {
      total: movies.length,
      monitored,
      unmonitored: movies.length - monitored,
      released: count(({ status }) => status === 'released'),
      downloaded,
      percentage_complete: movies.length === 0 ? 100 : rounded((100 * downloaded) / movies.length),
    },
    storage: {
      movies_size_gb: toGiB(movies.reduce((sum, { sizeOnDisk = 0 }) => sum + sizeOnDisk, 0)),
      disk_space: distinct(libraries.flatMap(({ disks }) => disks)).map(({ path, freeSpace, totalSpace }) => ({
        path,
        free_gb: toGiB(freeSpace),
        total_gb: toGiB(totalSpace),
      })),
    },
    queue: { total_items: libraries.reduce((sum, { queued }) => sum + queued, 0) },
    wanted: { missing_movies: libraries.reduce((sum, { missing }) => sum + missing, 0) },
  };
}

function distinct(disks: readonly DiskSpace[]): DiskSpace[] {
  return [...new Map(disks.map((disk) => [`${disk.path ?? ''} ${disk.totalSpace}`, disk])).values()];
}

function toGiB(bytes: number): number {
  return rounded(bytes / gib);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
