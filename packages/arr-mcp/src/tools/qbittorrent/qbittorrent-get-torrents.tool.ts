import { z } from 'zod';

import { torrentFilters } from '../../services/qbittorrent/torrent-state.ts';
import { READ } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { instanceInput, instanceOutput } from '../service-access.ts';
import { listTorrents, torrentSorts } from './list-torrents.ts';
import { TorrentRow } from './torrent-row.ts';

export default defineTool({
  name: 'qbittorrent_get_torrents',
  title: 'Torrents',
  description: 'Torrents with state, progress and speed.',
  toolset: 'qbittorrent',
  annotations: READ,
  input: z.object({
    state: z.enum(torrentFilters).optional(),
    category: z.string().max(200).optional(),
    tag: z.string().max(200).optional(),
    sort: z.enum(torrentSorts).optional(),
    ...pageInput,
    ...instanceInput,
  }),
  output: z.object({ items: z.array(TorrentRow), ...pageOutput, ...instanceOutput }),
  handler: listTorrents,
});
