import type { TraktClient } from '../../services/trakt/trakt-client.ts';
import { findTitle, nameOf } from './find-title.ts';
import { readSeason } from './read-season.ts';

export interface SeasonPlays {
  readonly showId: number;
  /** the show with its year, and the season */
  readonly title: string;
  /** Trakt's ids of what has aired and was not watched yet */
  readonly unwatched: readonly number[];
  readonly watched: number;
  readonly unaired: number;
}

/**
 * What marking a season as watched adds: Trakt itself would take what has not aired too, and count again what was
 * watched before.
 * @throws AppError
 */
export async function readSeasonPlays(client: TraktClient, show: string, season: number): Promise<SeasonPlays> {
  const found = await findTitle(client, 'show', show);
  const [episodes, { seasons = [] }] = await Promise.all([
    readSeason(client, found, season),
    client.progress(found.id),
  ]);
  const seen = new Set(
    seasons
      .find(({ number }) => number === season)
      ?.episodes?.filter(({ completed }) => completed === true)
      .map(({ number }) => number),
  );
  const aired = episodes.filter(({ first_aired: at }) => at !== undefined && Date.parse(at) <= Date.now());
  const left = aired.filter(({ number }) => !seen.has(number));
  return {
    showId: found.id,
    title: `${nameOf(found)} season ${season}`,
    unwatched: left.flatMap(({ ids }) => ids.trakt ?? []),
    watched: aired.length - left.length,
    unaired: episodes.length - aired.length,
  };
}
