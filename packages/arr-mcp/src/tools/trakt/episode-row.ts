import { z } from 'zod';

import type { Episode } from '../../services/trakt/trakt-schemas.ts';
import { shortLine } from '../arr/short-line.ts';

export const EpisodeRow = z.object({
  season: z.int(),
  episode: z.int(),
  title: z.string().optional(),
  episode_id: z.int().optional(),
  airs_at: z.string().optional(),
});

export function toEpisodeRow({ season, number, title, ids, first_aired }: Episode) {
  return { season, episode: number, title: shortLine(title), episode_id: ids.trakt, airs_at: first_aired };
}
