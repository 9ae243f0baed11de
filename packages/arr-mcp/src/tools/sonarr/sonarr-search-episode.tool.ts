import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { StartedCommand, toStarted } from '../arr/started-command.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { placeOf } from './episode-row.ts';
import { nameOf } from './find-series.ts';

export default defineTool({
  name: 'sonarr_search_episode',
  title: 'Search for an episode',
  description: 'Searches for one episode.',
  toolset: 'sonarr',
  annotations: WRITE,
  input: z.object({ episode_id: z.int().min(1), ...instanceInput }),
  output: StartedCommand,
  async handler({ episode_id: id, instance }, context) {
    const client = clientOf(context, 'sonarr', instance);
    const { seriesId, series, seasonNumber, episodeNumber } = await client.episode(id);
    const command = await client.runCommand('EpisodeSearch', { episodeIds: [id] });
    const name = nameOf({ id: seriesId, title: series?.title });
    return { ...toStarted(client.instance, command), id, title: `${name} ${placeOf(seasonNumber, episodeNumber)}` };
  },
});
