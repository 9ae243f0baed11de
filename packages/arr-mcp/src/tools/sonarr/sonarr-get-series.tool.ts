import { z } from 'zod';

import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { instanceInput, instanceOutput, joinAnswers } from '../service-access.ts';
import { askAboutSeries, seriesInput } from './find-series.ts';
import { SeriesDetail, toSeriesDetail } from './series-detail.ts';

export default defineTool({
  name: 'sonarr_get_series',
  title: 'One series in Sonarr',
  description: 'One series with its seasons, path and profile.',
  toolset: 'sonarr',
  annotations: READ,
  input: z.object({ ...seriesInput, ...instanceInput }),
  output: z.object({ items: z.array(SeriesDetail), ...instanceOutput }),
  async handler(input, context) {
    const asked = await askAboutSeries(context, input, async (client, { id }) => {
      const [series, profiles, tags] = await Promise.all([client.series(id), client.qualityProfiles(), client.tags()]);
      return [toSeriesDetail(series, { profiles, tags })];
    });
    return { items: joinAnswers(asked), unavailable: asked.unavailable };
  },
});
