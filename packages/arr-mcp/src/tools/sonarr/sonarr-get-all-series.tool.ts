import { z } from 'zod';

import type { SeriesRow } from '../../services/sonarr/series-schemas.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { askInstances, instanceInput, instanceOutput } from '../service-access.ts';
import { seriesRowFields, toSeriesRow } from './series-row.ts';
import { missingCount, seriesSorts, sortSeries } from './sort-series.ts';

const filters = {
  status: z.enum(['continuing', 'ended', 'upcoming', 'deleted']).optional(),
  monitored: z.boolean().optional(),
  title: z.string().max(200).optional(),
  missing: z.boolean().optional(),
};

export default defineTool({
  name: 'sonarr_get_all_series',
  title: 'Series in Sonarr',
  description: 'Series of the library.',
  toolset: 'sonarr',
  starred: true,
  annotations: READ,
  input: z.object({
    ...filters,
    sort: z.enum(seriesSorts).optional(),
    order: z.enum(['asc', 'desc']).optional(),
    ...pageInput,
    ...instanceInput,
  }),
  output: z.object({ items: z.array(z.object(seriesRowFields)), ...pageOutput, ...instanceOutput }),
  async handler({ instance, sort = 'title', order = 'asc', ...input }, context) {
    const asked = await askInstances(context, { service: 'sonarr', instance }, async (client) => client.listSeries());
    const found = asked.answers.flatMap(({ instance: of, value }) =>
      value.filter((series) => isAskedFor(series, input)).map((series) => ({ of, series })),
    );
    const rows = sortSeries(found, { sort, order }).map(({ of, series }) => ({
      ...(asked.several ? { instance: of } : {}),
      ...toSeriesRow(series),
    }));
    return { ...page(rows, input), unavailable: asked.unavailable };
  },
});

interface Filter {
  readonly status?: string | undefined;
  readonly monitored?: boolean | undefined;
  readonly title?: string | undefined;
  readonly missing?: boolean | undefined;
}

function isAskedFor(series: SeriesRow, { status, monitored, title, missing }: Filter): boolean {
  return (
    (status === undefined || series.status === status) &&
    (monitored === undefined || series.monitored === monitored) &&
    (title === undefined || (series.title ?? '').toLowerCase().includes(title.toLowerCase())) &&
    (missing === undefined || missingCount(series) > 0 === missing)
  );
}
