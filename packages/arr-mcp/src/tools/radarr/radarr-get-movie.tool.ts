import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { askAboutMovie, movieInput } from './find-movie.ts';
import { MovieDetails, toMovieDetails } from './movie-details.ts';

export default defineTool({
  name: 'radarr_get_movie',
  title: 'A movie',
  description: 'One movie with its file, profile, tags and dates.',
  toolset: 'radarr',
  annotations: READ,
  input: z.object({ ...movieInput, ...instanceInput }),
  output: z.object({ items: z.array(MovieDetails), ...instanceOutput }),
  async handler(args, context) {
    const asked = await askAboutMovie(context, args, async (client, { id }) => {
      const [movie, profiles, tags] = await Promise.all([client.movie(id), client.qualityProfiles(), client.tags()]);
      return [toMovieDetails(movie, { profiles, tags })];
    });
    return { items: joinAnswers(asked), unavailable: asked.unavailable };
  },
});
