import { z } from 'zod';

import { type Download, joinDownloads } from '../../domain/downloads/join-downloads.ts';
import { AppError } from '../../errors.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { page, pageInput, pageOutput } from '../paging.ts';
import { instanceOutput } from '../service-access.ts';
import type { ToolContext } from '../tool-context.ts';
import { downloadServices, readAwaited, readClients } from './read-downloads.ts';

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
    refuseWithoutAny(context);
    const awaited = await readAwaited(context);
    const clients = await readClients(
      context,
      awaited.rows.flatMap(({ downloadId }) => downloadId ?? []),
    );
    const downloads = joinDownloads(clients.rows, awaited.rows);
    const stuck = downloads.filter(({ isStuck }) => isStuck);
    const unavailable = [...awaited.unavailable, ...clients.unavailable];
    return {
      stuck: stuck.length,
      ...page((show === 'stuck' ? stuck : downloads).map(toRow), paging),
      ...(unavailable.length === 0 ? {} : { unavailable }),
    };
  },
});

function refuseWithoutAny({ services }: ToolContext): void {
  if (downloadServices.some((service) => services.instances(service).length > 0)) return;
  throw new AppError('not_configured', 'no download client and no *arr is set up', {
    hint: 'service_scan shows what was found; the operator sets them up, see docs/services.md.',
  });
}

function toRow(download: Download): z.output<typeof DownloadRow> {
  const { id, sizeBytes, leftBytes, bytesPerSecond, secondsLeft, awaited, ...shown } = download;
  return {
    title: shown.title,
    state: shown.state,
    reason: shown.reason,
    client: shown.client,
    download_id: id,
    progress_percent: progressOf(sizeBytes, leftBytes),
    size_bytes: sizeBytes === undefined ? undefined : Math.round(sizeBytes),
    speed_bytes_per_second: bytesPerSecond === 0 ? undefined : bytesPerSecond,
    time_left_seconds: secondsLeft,
    awaited:
      awaited.length === 0 ? undefined : awaited.map(({ instance, queueId }) => ({ instance, queue_id: queueId })),
  };
}

function progressOf(sizeBytes: number | undefined, leftBytes: number | undefined): number | undefined {
  if (sizeBytes === undefined || leftBytes === undefined || sizeBytes <= 0) return undefined;
  return Math.max(0, Math.min(100, Math.floor(((sizeBytes - leftBytes) * 100) / sizeBytes)));
}
