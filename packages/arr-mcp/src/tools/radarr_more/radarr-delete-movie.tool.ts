import { z } from 'zod';

import type { MovieFile, MovieRow } from '../../services/radarr/movie-schemas.ts';
import { sizeText } from '../arr/size-text.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import { findMovie, movieInput, nameOf } from '../radarr/find-movie.ts';
import { clientOf, instanceInput } from '../service-access.ts';

export default defineDestructiveTool({
  name: 'radarr_delete_movie',
  title: 'Delete a movie from Radarr',
  description: 'Takes a movie out of Radarr, with its files when asked.',
  toolset: 'radarr_more',
  longRunning: true,
  input: z.object({
    ...movieInput,
    delete_files: z.boolean().optional(),
    exclude: z.boolean().optional().describe('Never add it from import lists.'),
    ...instanceInput,
  }),
  output: z.object({ deleted: z.string(), movie_id: z.int(), files_deleted: z.int(), freed_bytes: z.number() }),
  async plan({ movie, delete_files: deletesFiles = false, exclude = false, instance }, context) {
    const client = clientOf(context, 'radarr', instance);
    const found = await findMovie(client, movie);
    const files = await client.movieFiles(found.id);
    const list = exclude ? ' Import lists will not add it again.' : '';
    return {
      summary: `Removes ${nameOf(found)} from ${client.instance}; ${effectOf(found, files, deletesFiles)}.${list}`,
      instance: client.instance,
      movie_id: found.id,
      title: nameOf(found),
      path: found.path,
      files: files.map(({ path, size }) => ({ path, size_bytes: size })),
      size_bytes: sizeOf(files),
      deletes_files: deletesFiles,
    };
  },
  async handler(plan, context, { exclude = false }) {
    const { instance, movie_id: id, deletes_files: deleteFiles } = plan;
    await clientOf(context, 'radarr', instance).deleteMovie(id, { deleteFiles, addImportExclusion: exclude });
    return {
      deleted: plan.title,
      movie_id: id,
      files_deleted: deleteFiles ? plan.files.length : 0,
      freed_bytes: deleteFiles ? plan.size_bytes : 0,
    };
  },
});

function sizeOf(files: readonly MovieFile[]): number {
  return files.reduce((sum, { size = 0 }) => sum + size, 0);
}

function effectOf({ path = 'its folder' }: MovieRow, files: readonly MovieFile[], deletesFiles: boolean): string {
  const count = `${files.length} movie ${files.length === 1 ? 'file' : 'files'}, ${sizeText(sizeOf(files))}`;
  if (!deletesFiles) return `${path} stays on disk (${count})`;
  return `${path} is deleted with everything in it (${count}), for good unless Radarr has a recycling bin`;
}
