import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { askAboutMovie, movieInput } from '../radarr/find-movie.ts';
import { ofMovieFields, toOfMovie } from '../radarr/movie-fields.ts';
import { movieFileFields, toMovieFileFields } from '../radarr/movie-file-fields.ts';
import { instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';

const FileRow = z.object({ instance: z.string().optional(), ...ofMovieFields, ...movieFileFields });

export default defineTool({
  name: 'radarr_get_movie_files',
  title: 'Files of a movie',
  description: 'The files of a movie: path, size, quality, languages.',
  toolset: 'radarr_more',
  annotations: READ,
  input: z.object({ ...movieInput, ...instanceInput }),
  output: z.object({ items: z.array(FileRow), ...instanceOutput }),
  async handler(args, context) {
    const asked = await askAboutMovie(context, args, async (client, movie) =>
      (await client.movieFiles(movie.id)).map((file) => ({ ...toOfMovie(movie), ...toMovieFileFields(file) })),
    );
    return { items: joinAnswers(asked), unavailable: asked.unavailable };
  },
});
