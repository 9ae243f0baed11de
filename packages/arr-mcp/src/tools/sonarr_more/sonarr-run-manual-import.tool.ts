import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { StartedCommand, toStarted } from '../arr/started-command.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { findSeries } from '../sonarr/find-series.ts';
import { chooseFiles } from './choose-files.ts';
import { candidatesOf, sourceInput } from './import-source.ts';

export default defineTool({
  name: 'sonarr_run_manual_import',
  title: 'Import files by hand',
  description: 'Imports files of sonarr_get_manual_import.',
  toolset: 'sonarr_more',
  longRunning: true,
  annotations: WRITE,
  input: z.object({
    ...sourceInput,
    files: z.array(z.string().max(2000)).min(1).max(200).optional().describe('Paths.'),
    series: idOrTitle.optional(),
    episode_ids: z.array(z.int().min(1)).min(1).max(100).optional(),
    mode: z.enum(['auto', 'move', 'copy']).optional(),
    ...instanceInput,
  }),
  output: StartedCommand.extend({ importing: z.array(z.string()) }),
  async handler({ files, series, episode_ids: episodeIds, mode = 'auto', instance, ...source }, context) {
    const client = clientOf(context, 'sonarr', instance);
    const [candidates, found] = await Promise.all([
      candidatesOf(client, source),
      series === undefined ? undefined : findSeries(client, series),
    ]);
    const chosen = chooseFiles(candidates, { files, seriesId: found?.id, episodeIds });
    const command = await client.importFiles(chosen, mode);
    return { ...toStarted(client.instance, command), importing: chosen.map(({ path }) => path) };
  },
});
