import { z } from 'zod';

import type { QBittorrentClient } from '../../services/qbittorrent/qbittorrent-client.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { askInstances, instanceInput, instanceOutput } from '../service-access.ts';
import { toLine } from './torrent-row.ts';

/** Speeds and limits in bytes per second; a limit of 0 is none. */
const Transfer = z.object({
  instance: z.string().optional(),
  version: z.string(),
  web_api_version: z.string(),
  connection: z.string(),
  download_speed: z.number(),
  upload_speed: z.number(),
  download_limit: z.number(),
  upload_limit: z.number(),
  alternative_limits: z.boolean(),
  dht_nodes: z.number(),
  session_downloaded_bytes: z.number(),
  session_uploaded_bytes: z.number(),
  total_downloaded_bytes: z.number().optional(),
  total_uploaded_bytes: z.number().optional(),
  /** where it saves by default */
  free_bytes: z.number().optional(),
});

export default defineTool({
  name: 'qbittorrent_get_transfer',
  title: 'Transfer and limits',
  description: 'Speeds, limits, totals, free space and version.',
  toolset: 'qbittorrent',
  annotations: READ,
  input: z.object({ ...instanceInput }),
  output: z.object({ items: z.array(Transfer), ...instanceOutput }),
  async handler({ instance }, context) {
    const asked = await askInstances(context, { service: 'qbittorrent', instance }, readTransfer);
    const items = asked.answers.map(({ instance: name, value }) =>
      asked.several ? { instance: name, ...value } : value,
    );
    return { items, unavailable: asked.unavailable };
  },
});

async function readTransfer(client: QBittorrentClient): Promise<z.input<typeof Transfer>> {
  const [{ version, webApiVersion }, transfer, hasAlternativeLimits, state] = await Promise.all([
    client.version(),
    client.transfer(),
    client.hasAlternativeLimits(),
    client.serverState(),
  ]);
  return {
    version: toLine(version),
    web_api_version: toLine(webApiVersion),
    connection: toLine(transfer.connection),
    download_speed: transfer.downloadSpeed,
    upload_speed: transfer.uploadSpeed,
    download_limit: transfer.downloadLimit,
    upload_limit: transfer.uploadLimit,
    alternative_limits: hasAlternativeLimits,
    dht_nodes: transfer.dhtNodes,
    session_downloaded_bytes: transfer.sessionDownloadedBytes,
    session_uploaded_bytes: transfer.sessionUploadedBytes,
    total_downloaded_bytes: state.downloadedBytes,
    total_uploaded_bytes: state.uploadedBytes,
    free_bytes: state.freeBytes,
  };
}
