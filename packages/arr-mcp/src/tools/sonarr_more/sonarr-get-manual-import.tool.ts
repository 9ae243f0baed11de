import { z } from 'zod';

import type { ImportCandidate } from '../../services/sonarr/import-schemas.ts';
import { READ } from '../annotations.ts';
import { importRowFields, toImportRow } from '../arr/import-row.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { shortLine } from '../arr/short-line.ts';
import { candidatesOf, sourceInput } from './import-source.ts';

const CandidateRow = z.object({
  instance: z.string().optional(),
  ...importRowFields,
  series: z.string().optional(),
  series_id: z.int().optional(),
  season: z.int().optional(),
  episodes: z.array(z.object({ episode_id: z.int(), episode: z.int().optional(), has_file: z.boolean().optional() })),
});

export default defineTool({
  name: 'sonarr_get_manual_import',
  title: 'Files to import by hand',
  description: 'Files that wait for import by hand, and why.',
  toolset: 'sonarr_more',
  longRunning: true,
  annotations: READ,
  input: z.object({ ...sourceInput, ...pageInput, ...instanceInput }),
  output: z.object({ items: z.array(CandidateRow), ...pageOutput, ...instanceOutput }),
  async handler({ instance, limit, cursor, ...source }, context) {
    const asked = await askInstances(context, { service: 'sonarr', instance }, async (client) =>
      (await candidatesOf(client, source)).map(toRow),
    );
    return { ...page(joinAnswers(asked), { limit, cursor }), unavailable: asked.unavailable };
  },
});

function toRow(candidate: ImportCandidate) {
  const { series, seasonNumber, episodes = [] } = candidate;
  return {
    ...toImportRow(candidate),
    series: shortLine(series?.title),
    series_id: series?.id,
    season: seasonNumber,
    episodes: episodes.map(({ id, episodeNumber, hasFile }) => ({
      episode_id: id,
      episode: episodeNumber,
      has_file: hasFile,
    })),
  };
}
