import { z } from 'zod';

import { AppError } from '../../errors.ts';
import type { EpisodeFile } from '../../services/sonarr/episode-schemas.ts';
import type { SonarrClient } from '../../services/sonarr/sonarr-client.ts';
import { defineDestructiveTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { shortLine } from '../arr/short-line.ts';
import { filesInWords } from './files-in-words.ts';

const mostShown = 20;

export default defineDestructiveTool({
  name: 'sonarr_delete_episode_files',
  title: 'Delete files of episodes',
  description: 'Deletes files of episodes from disk.',
  toolset: 'sonarr_more',
  longRunning: true,
  input: z.object({ file_ids: z.array(z.int().min(1)).min(1).max(200), ...instanceInput }),
  output: z.object({ deleted: z.array(z.int()), freed_bytes: z.number() }),
  async plan({ file_ids: fileIds, instance }, context) {
    const client = clientOf(context, 'sonarr', instance);
    const files = await filesOf(
      client,
      [...new Set(fileIds)].sort((one, other) => one - other),
    );
    const bytes = files.reduce((sum, { size = 0 }) => sum + size, 0);
    const more = files.length > mostShown ? ` The first ${mostShown} are listed.` : '';
    return {
      summary:
        `Deletes ${filesInWords(files.length, bytes)}, from disk in ${client.instance}; monitored episodes are ` +
        `wanted again. They are gone for good unless Sonarr has a recycling bin.${more}`,
      instance: client.instance,
      file_ids: files.map(({ id }) => id),
      size_bytes: bytes,
      files: files.slice(0, mostShown).map(({ path, size }) => ({ path: shortLine(path, 300), size_bytes: size })),
    };
  },
  async handler({ instance, file_ids: fileIds, size_bytes: bytes }, context) {
    const client = clientOf(context, 'sonarr', instance);
    // The plan holds true up to here, so that the files are those that were shown.
    const bySeries = Map.groupBy(await filesOf(client, fileIds), ({ seriesId }) => seriesId);
    for (const files of bySeries.values()) await client.deleteEpisodeFiles(files.map(({ id }) => id));
    return { deleted: fileIds, freed_bytes: bytes };
  },
});

async function filesOf(client: SonarrClient, ids: readonly number[]): Promise<EpisodeFile[]> {
  const files = await askFor(client, ids);
  const unknown = ids.filter((id) => !files.some((file) => file.id === id));
  if (unknown.length > 0) throw noSuchFile(unknown);
  return files;
}

async function askFor(client: SonarrClient, ids: readonly number[]): Promise<EpisodeFile[]> {
  try {
    return await client.episodeFilesOf(ids);
  } catch (error) {
    // Sonarr does not say which of them it lacks.
    const isLacking = error instanceof AppError && error.message.includes('Expected query to return');
    throw isLacking ? noSuchFile(ids, error) : error;
  }
}

function noSuchFile(ids: readonly number[], cause?: unknown): AppError {
  const names = ids.slice(0, 10).join(', ');
  const what =
    ids.length === 1 || cause === undefined
      ? `there is no file ${names}`
      : `not all of these files are there: ${names}`;
  return new AppError('not_found', what, {
    ...(cause === undefined ? {} : { cause }),
    hint: 'sonarr_get_episode_files lists the files of a series.',
  });
}
