import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { MovieFile } from '../../services/radarr/movie-schemas.ts';
import type { RadarrClient } from '../../services/radarr/radarr-client.ts';
import { sizeText } from '../arr/size-text.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import { nameOf } from '../radarr/find-movie.ts';
import { clientOf, instanceInput } from '../service-access.ts';

export default defineDestructiveTool({
  name: 'radarr_delete_movie_file',
  title: 'Delete the file of a movie',
  description: 'Deletes a file that radarr_get_movie_files shows.',
  toolset: 'radarr_more',
  input: z.object({ file_id: z.int().min(1), ...instanceInput }),
  output: z.object({ instance: z.string(), deleted: z.int(), path: z.string().optional(), freed_bytes: z.number() }),
  async plan({ file_id: id, instance }, context) {
    const client = clientOf(context, 'radarr', instance);
    const file = await getFile(client, id);
    const movie = file.movieId === undefined ? undefined : await client.movie(file.movieId);
    const of = movie === undefined ? '' : ` of ${nameOf(movie)}`;
    const size = file.size === undefined ? '' : ` (${sizeText(file.size)})`;
    const after =
      movie?.monitored === true
        ? 'The movie stays monitored, so that Radarr looks for another release of it.'
        : 'The movie stays in the library, and nothing is searched for.';
    return {
      summary: `Deletes ${file.path ?? `file ${id}`}${of}${size}, for good unless Radarr has a recycling bin. ${after}`,
      instance: client.instance,
      file_id: id,
      movie_id: file.movieId,
      path: file.path,
      size_bytes: file.size ?? 0,
      quality: file.quality,
    };
  },
  async handler({ instance, file_id: id, path, size_bytes: bytes }, context) {
    await clientOf(context, 'radarr', instance).deleteMovieFile(id);
    return { instance, deleted: id, path, freed_bytes: bytes };
  },
});

async function getFile(client: RadarrClient, id: number): Promise<MovieFile> {
  try {
    return await client.movieFile(id);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    throw new AppError('not_found', `${client.instance}: there is no movie file ${id}`, {
      cause: error,
      hint: 'radarr_get_movie_files lists the files of a movie with their ids.',
    });
  }
}
