import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { TraktClient, TraktItems } from '../../services/trakt/trakt-client.ts';
import type { Changed } from '../../services/trakt/trakt-schemas.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { instanceInput } from '../service-access.ts';
import { findTitle, nameOf } from './find-title.ts';

export const watchlistInput = z.object({
  show: idOrTitle.optional(),
  movie: idOrTitle.optional(),
  ...instanceInput,
});

export const WatchlistChange = z.object({
  instance: z.string(),
  id: z.int(),
  /** how it is called */
  title: z.string(),
  added: z.int().optional(),
  removed: z.int().optional(),
  note: z.string().optional(),
});

type Change = (items: TraktItems) => Promise<Changed>;

/** Changes the watchlist by one show or one movie. */
export async function changeWatchlist(
  client: TraktClient,
  { show, movie }: { readonly show?: string | undefined; readonly movie?: string | undefined },
  change: Change,
) {
  const given = show ?? movie;
  if (given === undefined || (show !== undefined && movie !== undefined)) {
    throw new AppError('invalid_argument', 'either show or movie says what is meant', {
      hint: 'trakt_search_shows and trakt_search_movies tell ids.',
    });
  }
  const kind = show === undefined ? 'movie' : 'show';
  const found = await findTitle(client, kind, given);
  const changed = await change({ [`${kind}s`]: [found.id] });
  const count = (counts: Changed['added']): number => counts?.[`${kind}s`] ?? 0;
  return { about: { instance: client.instance, id: found.id, title: nameOf(found) }, changed, count };
}
