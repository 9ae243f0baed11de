import { z } from 'zod';

import type { Episode } from '../../services/trakt/trakt-schemas.ts';
import { READ } from '../annotations.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { EpisodeRow, toEpisodeRow } from './episode-row.ts';
import { anyClient, findTitle, nameOf } from './find-title.ts';

const ProgressRow = z.object({
  instance: z.string().optional(),
  aired: z.int(),
  completed: z.int(),
  last_watched_at: z.string().optional(),
  seasons: z.array(z.object({ season: z.int(), aired: z.int().optional(), completed: z.int().optional() })).optional(),
  last_episode: EpisodeRow.optional(),
  next_episode: EpisodeRow.optional(),
});

export default defineTool({
  name: 'trakt_get_show_progress',
  title: 'Progress in a show',
  description: 'How far a show was watched, and what is next.',
  toolset: 'trakt',
  annotations: READ,
  input: z.object({ show: idOrTitle, ...instanceInput }),
  output: z.object({ show: z.string(), show_id: z.int(), items: z.array(ProgressRow), ...instanceOutput }),
  async handler({ show, instance }, context) {
    const found = await findTitle(anyClient(context), 'show', show);
    const asked = await askInstances(context, { service: 'trakt', instance }, async (client) => {
      const { seasons, last_episode, next_episode, ...progress } = await client.progress(found.id);
      return [
        {
          ...progress,
          seasons: seasons?.map(({ number, aired, completed }) => ({ season: number, aired, completed })),
          ...row('last_episode', last_episode),
          ...row('next_episode', next_episode),
        },
      ];
    });
    return { show: nameOf(found), show_id: found.id, items: joinAnswers(asked), unavailable: asked.unavailable };
  },
});

function row(name: string, episode: Episode | undefined) {
  return episode === undefined ? {} : { [name]: toEpisodeRow(episode) };
}
