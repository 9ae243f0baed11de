import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { StartedCommand, toStarted } from '../arr/started-command.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { findSeries, nameOf, seriesInput } from './find-series.ts';

export default defineTool({
  name: 'sonarr_search_series',
  title: 'Search for a series',
  description: 'Searches for what a series lacks.',
  toolset: 'sonarr',
  starred: true,
  annotations: WRITE,
  input: z.object({ ...seriesInput, ...instanceInput }),
  output: StartedCommand,
  async handler({ series, instance }, context) {
    const client = clientOf(context, 'sonarr', instance);
    const found = await findSeries(client, series);
    const command = await client.runCommand('SeriesSearch', { seriesId: found.id });
    return { ...toStarted(client.instance, command), id: found.id, title: nameOf(found) };
  },
});
