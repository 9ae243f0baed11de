import { z } from 'zod';

import type { EpisodeFile } from '../../services/sonarr/episode-schemas.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { askAboutSeries, seriesInput } from '../sonarr/find-series.ts';
import { toTime } from '../sonarr/series-row.ts';
import { shortLine } from '../arr/short-line.ts';

const FileRow = z.object({
  instance: z.string().optional(),
  file_id: z.int(),
  season: z.int().optional(),
  path: z.string().optional(),
  size_bytes: z.number().optional(),
  quality: z.string().optional(),
  score: z.number().optional(),
  upgrade_wanted: z.boolean().optional(),
  release_group: z.string().optional(),
  added_at: z.string().optional(),
});

export default defineTool({
  name: 'sonarr_get_episode_files',
  title: 'Files of a series',
  description: 'Files of a series.',
  toolset: 'sonarr_more',
  annotations: READ,
  input: z.object({ ...seriesInput, season: z.int().min(0).optional(), ...pageInput, ...instanceInput }),
  output: z.object({ items: z.array(FileRow), ...pageOutput, ...instanceOutput }),
  async handler({ season, ...input }, context) {
    const asked = await askAboutSeries(context, input, async (client, { id }) => {
      const files = await client.episodeFiles(id);
      return files.filter(({ seasonNumber }) => season === undefined || seasonNumber === season).map(toFileRow);
    });
    const rows = joinAnswers(asked).sort((one, other) => ((one.path ?? '') < (other.path ?? '') ? -1 : 1));
    return { ...page(rows, input), unavailable: asked.unavailable };
  },
});

function toFileRow(file: EpisodeFile) {
  return {
    file_id: file.id,
    season: file.seasonNumber,
    path: shortLine(file.relativePath ?? file.path, 300),
    size_bytes: file.size,
    quality: file.quality,
    score: file.customFormatScore,
    upgrade_wanted: file.qualityCutoffNotMet,
    release_group: shortLine(file.releaseGroup, 60),
    added_at: toTime(file.dateAdded),
  };
}
