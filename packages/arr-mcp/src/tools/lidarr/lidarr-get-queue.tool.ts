import { z } from 'zod';

import type { QueueRecord } from '../../services/lidarr/album-schemas.ts';
import { READ } from '../annotations.ts';
import { queueRowFields, toQueueRow } from '../arr/queue-row.ts';
import { shortLine } from '../arr/short-line.ts';
import { askUpstreamPage } from '../arr/upstream-page.ts';
import { defineTool } from '../define-tool.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';
import { artistNameFields, toArtistName } from './artist-fields.ts';

const QueueRow = z.object({
  ...queueRowFields,
  ...artistNameFields,
  album_id: z.int().optional(),
  album: z.string().optional(),
});

export default defineTool({
  name: 'lidarr_get_queue',
  title: 'Album downloads',
  description: 'Downloads that Lidarr waits for, and why one is stuck.',
  toolset: 'lidarr',
  annotations: READ,
  input: z.object({ ...pageInput, ...instanceInput }),
  output: z.object({ items: z.array(QueueRow), ...pageOutput, ...instanceOutput }),
  async handler(wanted, context) {
    return askUpstreamPage(
      context,
      { service: 'lidarr', ...wanted },
      {
        read: async (client, request) => client.queue(request),
        sortedBy: ({ estimatedCompletionTime }) => estimatedCompletionTime,
        toRow,
      },
    );
  },
});

function toRow(record: QueueRecord) {
  const { artistId, artist, albumId, album } = record;
  return {
    ...toQueueRow(record),
    ...toArtistName({ id: artistId ?? artist?.id, artistName: artist?.artistName }),
    album_id: albumId === 0 ? undefined : albumId,
    album: shortLine(album?.title),
  };
}
