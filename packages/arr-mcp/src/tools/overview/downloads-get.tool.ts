import { z } from 'zod';

import type { Download } from '../../domain/downloads/join-downloads.ts';
import { AppError } from '../../errors.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { instanceOutput } from '../service-access.ts';
import { progressOf } from './progress-of.ts';
import { hasDownloadServices, readDownloads } from './read-downloads.ts';

const DownloadRow = z.object({
  title: z.string(),
  state: z.string(),
  reason: z.string().optional(),
  client: z.string().optional(),
  download_id: z.string().optional(),
  progress_percent: z.int().optional(),
  size_bytes: z.int().optional(),
  speed_bytes_per_second: z.int().optional(),
  time_left_seconds: z.int().optional(),
  awaited: z.array(z.object({ instance: z.string(), queue_id: z.int() })).optional(),
});

export default defineTool({
  name: 'downloads_get',
  title: 'Downloads',
  description: 'Downloads of all clients, with who waits for them and why one is stuck.',
  toolset: 'overview',
  starred: true,
  annotations: READ,
  input: z.object({ show: z.enum(['all', 'stuck']).default('all'), ...pageInput }),
  output: z.object({ stuck: z.int(), items: z.array(DownloadRow), ...pageOutput, ...instanceOutput }),
  async handler({ show, ...paging }, context) {
    if (!hasDownloadServices(context)) throw nothingSetUp();
    const { downloads, unavailable } = await readDownloads(context);
    const stuck = downloads.filter(({ isStuck }) => isStuck);
    return {
      stuck: stuck.length,
      ...page((show === 'stuck' ? stuck : downloads).map(toRow), paging),
      ...(unavailable.length === 0 ? {} : { unavailable }),
    };
  },
});

function nothingSetUp(): AppError {
  return new AppError('not_configured', 'no download client and no *arr is set up', {
    hint: 'service_scan shows what was found; the operator sets them up, see docs/services.md.',
  });
}

function toRow(download: Download): z.output<typeof DownloadRow> {
  const { id, sizeBytes, bytesPerSecond, secondsLeft, awaited, ...shown } = download;
  return {
    title: shown.title,
    state: shown.state,
    reason: shown.reason,
    client: shown.client,
    download_id: id,
    progress_percent: progressOf(download),
    size_bytes: sizeBytes === undefined ? undefined : Math.round(sizeBytes),
    speed_bytes_per_second: bytesPerSecond === 0 ? undefined : bytesPerSecond,
    time_left_seconds: secondsLeft,
    awaited:
      awaited.length === 0 ? undefined : awaited.map(({ instance, queueId }) => ({ instance, queue_id: queueId })),
  };
}
