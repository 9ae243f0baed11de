import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { TraktClient } from '../../services/trakt/trakt-client.ts';
import { WRITE } from '../annotations.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { parseSince } from '../time-input.ts';
import { findTitle, nameOf } from './find-title.ts';
import { readSeasonPlays } from './season-plays.ts';

export default defineTool({
  name: 'trakt_mark_watched',
  title: 'Mark as watched',
  description: 'Adds an episode, season or movie to the history.',
  toolset: 'trakt',
  // Once more is one more play.
  annotations: { ...WRITE, idempotentHint: false },
  input: z.object({
    episode_id: z.int().min(1).optional(),
    show: idOrTitle.optional(),
    season: z.int().min(0).optional(),
    movie: idOrTitle.optional(),
    watched_at: z.string().max(40).optional().describe('ISO time or age; absent: now.'),
    ...instanceInput,
  }),
  output: z.object({
    instance: z.string(),
    added: z.int(),
    episode_id: z.int().optional(),
    movie_id: z.int().optional(),
    show_id: z.int().optional(),
    title: z.string().optional(),
    /** episodes of a season that are not counted again */
    already_watched: z.int().optional(),
    not_aired: z.int().optional(),
  }),
  async handler({ watched_at: watchedAt, instance, ...given }, context) {
    const client = clientOf(context, 'trakt', instance);
    demandOne(given);
    const at = watchedAt === undefined ? undefined : parseSince(watchedAt, Date.now(), 'watched_at').toISOString();
    return { instance: client.instance, ...(await mark(client, given, at)) };
  },
});

interface Given {
  readonly episode_id?: number | undefined;
  readonly show?: string | undefined;
  readonly season?: number | undefined;
  readonly movie?: string | undefined;
}

function demandOne({ episode_id: episode, show, season, movie }: Given): void {
  const named = [episode, show, movie].filter((each) => each !== undefined);
  if (named.length === 1 && (show === undefined) === (season === undefined)) return;
  throw new AppError('invalid_argument', 'either episode_id, or show and season, or movie says what was watched', {
    hint: 'trakt_get_show_episodes tells the ids of episodes, trakt_get_show_progress the seasons of a show.',
  });
}

async function mark(client: TraktClient, { episode_id: episode, show, season = 0, movie = '' }: Given, at?: string) {
  if (show !== undefined) return markSeason(client, { show, season }, at);
  if (episode !== undefined) {
    const { added } = await client.addToHistory({ episodes: [episode] }, at);
    return { added: counted(added?.episodes), episode_id: episode };
  }
  const found = await findTitle(client, 'movie', movie);
  const { added } = await client.addToHistory({ movies: [found.id] }, at);
  return { added: counted(added?.movies), movie_id: found.id, title: nameOf(found) };
}

async function markSeason(client: TraktClient, { show, season }: { show: string; season: number }, at?: string) {
  const { showId, title, unwatched, watched, unaired } = await readSeasonPlays(client, show, season);
  const changed = unwatched.length === 0 ? undefined : await client.addToHistory({ episodes: unwatched }, at);
  return {
    added: changed?.added?.episodes ?? 0,
    show_id: showId,
    title,
    already_watched: watched,
    ...(unaired === 0 ? {} : { not_aired: unaired }),
  };
}

function counted(added: number | undefined): number {
  if (added !== undefined && added > 0) return added;
  throw new AppError('not_found', 'Trakt has nothing with this id, so that nothing was added', {
    hint: 'trakt_get_show_episodes tells the ids of episodes.',
  });
}
