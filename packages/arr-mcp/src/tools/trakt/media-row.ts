import { z } from 'zod';

import type { Media } from '../../services/trakt/trakt-schemas.ts';
import { shortLine } from '../arr/short-line.ts';

/** A show or a movie; the id is Trakt's. */
export const mediaFields = {
  id: z.int().optional(),
  title: z.string().optional(),
  year: z.int().optional(),
};

export const ratedFields = { ...mediaFields, rating: z.number().optional(), genres: z.array(z.string()).optional() };

const mostGenres = 4;

export function toMediaRow(media: Media | undefined) {
  return { id: media?.ids.trakt, title: shortLine(media?.title), year: media?.year };
}

export function toRatedRow(media: Media | undefined) {
  const genres = (media?.genres ?? []).slice(0, mostGenres).flatMap((genre) => shortLine(genre, 30) ?? []);
  return {
    ...toMediaRow(media),
    rating: media?.rating === undefined ? undefined : Math.round(media.rating * 10) / 10,
    ...(genres.length === 0 ? {} : { genres }),
  };
}
