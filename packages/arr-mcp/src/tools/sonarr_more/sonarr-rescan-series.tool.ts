import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { idOrTitle } from '../arr/choose-one.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { commandOutput, toCommandAnswer } from '../sonarr/command-answer.ts';
import { findSeries, nameOf } from '../sonarr/find-series.ts';

export default defineTool({
  name: 'sonarr_rescan_series',
  title: 'Rescan series',
  description: 'Looks for files of a series, or of all, on disk.',
  toolset: 'sonarr_more',
  annotations: WRITE,
  input: z.object({ series: idOrTitle.optional(), ...instanceInput }),
  output: commandOutput,
  async handler({ series, instance }, context) {
    const client = clientOf(context, 'sonarr', instance);
    if (series === undefined) return toCommandAnswer(await client.runCommand('RescanSeries'), 'Rescans all series.');
    const found = await findSeries(client, series);
    const command = await client.runCommand('RescanSeries', { seriesId: found.id });
    return toCommandAnswer(command, `Rescans ${nameOf(found)}.`);
  },
});
