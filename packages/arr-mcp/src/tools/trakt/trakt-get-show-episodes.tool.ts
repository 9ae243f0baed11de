import { z } from 'zod';

import { READ } from '../annotations.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { EpisodeRow, toEpisodeRow } from './episode-row.ts';
import { anyClient, findTitle, nameOf } from './find-title.ts';
import { readSeason } from './read-season.ts';

export default defineTool({
  name: 'trakt_get_show_episodes',
  title: 'Episodes of a show',
  description: 'Episodes of a show or one season; 0 = specials.',
  toolset: 'trakt',
  annotations: READ,
  input: z.object({ show: idOrTitle, season: z.int().min(0).optional(), ...pageInput }),
  output: z.object({ show: z.string(), show_id: z.int(), items: z.array(EpisodeRow), ...pageOutput }),
  async handler({ show, season, ...wanted }, context) {
    const client = anyClient(context);
    const found = await findTitle(client, 'show', show);
    const episodes = season === undefined ? await client.episodes(found.id) : await readSeason(client, found, season);
    return { show: nameOf(found), show_id: found.id, ...page(episodes.map(toEpisodeRow), wanted) };
  },
});
