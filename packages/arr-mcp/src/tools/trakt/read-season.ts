import { AppError, unlessNotFound } from '../../errors.ts';
import type { TraktClient } from '../../services/trakt/trakt-client.ts';
import type { Episode } from '../../services/trakt/trakt-schemas.ts';
import type { Choice } from '../arr/choose-one.ts';
import { nameOf } from './find-title.ts';

/** The episodes of a season, with the times at which they air. @throws AppError not_found */
export async function readSeason(client: TraktClient, show: Choice, season: number): Promise<Episode[]> {
  const episodes = await unlessNotFound(client.seasonEpisodes(show.id, season));
  if (episodes !== undefined) return episodes;
  throw new AppError('not_found', `${nameOf(show)} has no season ${season}`, {
    hint: 'trakt_get_show_progress tells which seasons it has.',
  });
}
