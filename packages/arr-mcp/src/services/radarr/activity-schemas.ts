import { z } from 'zod';

import { historyRecordFields, pageOf, queueRecordFields, releaseFields } from '../arr/arr-schemas.ts';
import { optional } from '../optional.ts';
import { MovieRow, Names } from './movie-schemas.ts';

const MovieName = z.object({ id: optional(z.int()), title: optional(z.string()), year: optional(z.int()) });

export const QueueRecord = z.object({
  ...queueRecordFields,
  movieId: optional(z.int()),
  movie: optional(MovieName),
});
export type QueueRecord = z.output<typeof QueueRecord>;
export const QueuePage = pageOf(QueueRecord);
export type QueuePage = z.output<typeof QueuePage>;

export const HistoryRecord = z.object({
  ...historyRecordFields,
  movieId: optional(z.int()),
  movie: optional(MovieName),
});
export type HistoryRecord = z.output<typeof HistoryRecord>;
export const HistoryPage = pageOf(HistoryRecord);
export type HistoryPage = z.output<typeof HistoryPage>;

export const MoviePage = pageOf(MovieRow);
export type MoviePage = z.output<typeof MoviePage>;

/** An indexer's offer. */
export const Release = z.object({ ...releaseFields, languages: Names });
export type Release = z.output<typeof Release>;
