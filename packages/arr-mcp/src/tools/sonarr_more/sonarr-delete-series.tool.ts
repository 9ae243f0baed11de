import { z } from 'zod';

import { defineDestructiveTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { findSeries, nameOf, seriesInput } from '../sonarr/find-series.ts';
import { filesInWords } from './files-in-words.ts';

export default defineDestructiveTool({
  name: 'sonarr_delete_series',
  title: 'Delete a series from Sonarr',
  description: 'Removes a series, with its files when asked.',
  toolset: 'sonarr_more',
  longRunning: true,
  input: z.object({
    ...seriesInput,
    delete_files: z.boolean().optional(),
    exclude: z.boolean().optional().describe('From import lists.'),
    ...instanceInput,
  }),
  output: z.object({
    deleted: z.string(),
    series_id: z.int(),
    files_deleted: z.int(),
    freed_bytes: z.number(),
  }),
  async plan({ series, delete_files: deletesFiles = false, exclude = false, instance }, context) {
    const client = clientOf(context, 'sonarr', instance);
    const { id } = await findSeries(client, series);
    const { title, year, path, statistics } = await client.series(id);
    const files = statistics?.episodeFileCount ?? 0;
    const bytes = statistics?.sizeOnDisk ?? 0;
    const name = nameOf({ id, title, year });
    const what = `${path ?? 'its folder'} (${filesInWords(files, bytes)})`;
    const effect = deletesFiles
      ? `${what} is deleted from disk, for good unless Sonarr has a recycling bin`
      : `${what} stays on disk`;
    const list = exclude ? ' Import lists will not add it again.' : '';
    return {
      summary: `Removes ${name} from ${client.instance}; ${effect}.${list}`,
      instance: client.instance,
      series_id: id,
      title: name,
      path,
      files,
      size_bytes: bytes,
      deletes_files: deletesFiles,
    };
  },
  async handler(plan, context, { exclude = false }) {
    const client = clientOf(context, 'sonarr', plan.instance);
    await client.deleteSeries(plan.series_id, {
      deleteFiles: plan.deletes_files,
      addImportListExclusion: exclude,
    });
    const gone = plan.deletes_files ? plan : { files: 0, size_bytes: 0 };
    return {
      deleted: plan.title,
      series_id: plan.series_id,
      files_deleted: gone.files,
      freed_bytes: gone.size_bytes,
    };
  },
});
