import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { WRITE } from '../annotations.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { parseSince } from '../time-input.ts';
import { findTitle, nameOf } from './find-title.ts';

export default defineTool({
  name: 'trakt_mark_watched',
  title: 'Mark as watched',
  description: 'Adds an episode or movie to the history.',
  toolset: 'trakt',
  // Once more is one more play.
  annotations: { ...WRITE, idempotentHint: false },
  input: z.object({
    episode_id: z.int().min(1).optional(),
    movie: idOrTitle.optional(),
    watched_at: z.string().max(40).optional().describe('ISO time or age; absent: now.'),
    ...instanceInput,
  }),
  output: z.object({
    instance: z.string(),
    added: z.int(),
    episode_id: z.int().optional(),
    movie_id: z.int().optional(),
    title: z.string().optional(),
  }),
  async handler({ episode_id: episodeId, movie, watched_at: watchedAt, instance }, context) {
    const client = clientOf(context, 'trakt', instance);
    if ((episodeId === undefined) === (movie === undefined)) {
      throw new AppError('invalid_argument', 'either episode_id or movie says what was watched', {
        hint: 'trakt_get_show_episodes tells the ids of episodes.',
      });
    }
    const at = watchedAt === undefined ? undefined : parseSince(watchedAt, Date.now(), 'watched_at').toISOString();
    if (episodeId !== undefined) {
      const { added } = await client.addToHistory({ episodes: [episodeId] }, at);
      return { instance: client.instance, added: counted(added?.episodes), episode_id: episodeId };
    }
    const found = await findTitle(client, 'movie', movie ?? '');
    const { added } = await client.addToHistory({ movies: [found.id] }, at);
    return { instance: client.instance, added: counted(added?.movies), movie_id: found.id, title: nameOf(found) };
  },
});

function counted(added: number | undefined): number {
  if (added !== undefined && added > 0) return added;
  throw new AppError('not_found', 'Trakt has nothing with this id, so that nothing was added', {
    hint: 'trakt_get_show_episodes tells the ids of episodes.',
  });
}
