import { z } from 'zod';

import { WRITE } from '../annotations.ts';
import { defineTool } from '../define-tool.ts';
import { clientOf, instanceInput } from '../service-access.ts';
import { addTorrent } from './add-torrent.ts';
import { tagList } from './tag-list.ts';
import { TorrentRow } from './torrent-row.ts';

export default defineTool({
  name: 'qbittorrent_add',
  title: 'Add a torrent',
  description: 'Adds a torrent.',
  toolset: 'qbittorrent',
  annotations: WRITE,
  input: z.object({
    source: z.string().trim().min(1).max(8000).describe('Magnet, http address or .torrent path.'),
    category: z.string().trim().min(1).max(200).optional(),
    tags: tagList.optional(),
    save_path: z.string().min(1).max(1000).optional(),
    paused: z.boolean().optional(),
    ...instanceInput,
  }),
  output: z.object({
    instance: z.string(),
    added: TorrentRow.optional(),
    /** when it is not there yet */
    next: z.string().optional(),
  }),
  async handler({ instance, ...wanted }, context) {
    const client = clientOf(context, 'qbittorrent', instance);
    const added = await addTorrent(wanted, { client, files: context.files, signal: context.signal });
    return { instance: client.instance, ...added };
  },
});
