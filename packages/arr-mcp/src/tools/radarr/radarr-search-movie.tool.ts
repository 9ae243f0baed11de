import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { StartedCommand, toStarted } from '../arr/started-command.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { findMovie, movieInput } from './find-movie.ts';
import { toMovieName } from './movie-fields.ts';

export default defineTool({
  name: 'radarr_search_movie',
  title: 'Search for a movie',
  description: 'Searches the indexers for a movie and grabs the best release.',
  toolset: 'radarr',
  starred: true,
  annotations: WRITE,
  input: z.object({ ...movieInput, ...instanceInput }),
  output: StartedCommand,
  async handler({ movie, instance }, context) {
    const client = clientOf(context, 'radarr', instance);
    const found = await findMovie(client, movie);
    const command = await client.runCommand('MoviesSearch', { movieIds: [found.id] });
    return { ...toStarted(client.instance, command), id: found.id, title: toMovieName(found).title };
  },
});
