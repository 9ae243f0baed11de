import { z } from 'zod';

import { AppError } from '../../errors.ts';
import { WRITE } from '../annotations.ts';
import { StartedCommand, toStarted } from '../arr/started-command.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { placeOf } from './episode-row.ts';
import { findSeries, nameOf, seriesInput } from './find-series.ts';

export default defineTool({
  name: 'sonarr_search_season',
  title: 'Search for a season',
  description: 'Searches for a season.',
  toolset: 'sonarr',
  annotations: WRITE,
  input: z.object({ ...seriesInput, season: z.int().min(0), ...instanceInput }),
  output: StartedCommand,
  async handler({ series, season, instance }, context) {
    const client = clientOf(context, 'sonarr', instance);
    const found = await findSeries(client, series);
    const { seasons = [] } = await client.series(found.id);
    if (!seasons.some(({ seasonNumber }) => seasonNumber === season)) {
      const numbers = seasons.map(({ seasonNumber }) => seasonNumber).join(', ');
      throw new AppError('not_found', `${nameOf(found)} has no season ${season}`, { hint: `It has: ${numbers}.` });
    }
    const command = await client.runCommand('SeasonSearch', { seriesId: found.id, seasonNumber: season });
    const title = `${nameOf(found)} ${placeOf(season, undefined)}`;
    return { ...toStarted(client.instance, command), id: found.id, title };
  },
});
